import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

interface ChartKeyProps {
  line: { label: string };
  compared?: { label: string };
  target?: { label: string };
  color?: string;
}

/** Height of the key in pixels. */
export const KEY_HEIGHT = 20;

/** Names the lines, where there is more than one. */
export function ChartKey({ line, compared, target, color }: ChartKeyProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const entries = [
    { label: line.label, stroke: color ?? theme.colors.primary.text, dash: undefined },
    ...(compared ? [{ label: compared.label, stroke: theme.colors.text.disabled, dash: undefined }] : []),
    ...(target ? [{ label: target.label, stroke: theme.colors.text.secondary, dash: '4 4' }] : []),
  ];
  return (
    <div className={styles.key} aria-hidden>
      {entries.map(({ label, stroke, dash }) => (
        <span key={label} className={styles.entry}>
          <svg width={16} height={4}>
            <line x1={0} x2={16} y1={2} y2={2} stroke={stroke} strokeWidth={2} strokeDasharray={dash} />
          </svg>
          {label}
        </span>
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    key: css({
      display: 'flex',
      gap: theme.spacing(2),
      height: KEY_HEIGHT,
      overflow: 'hidden',
      paddingLeft: 56,
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
    }),
    entry: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75), whiteSpace: 'nowrap' }),
  };
}

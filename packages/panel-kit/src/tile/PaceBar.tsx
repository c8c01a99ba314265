import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { formatShort } from '../figures/format-figure';
import { unescaped } from '../locale';

interface PaceBarProps {
  /** Attained share of the target, 1 = all of it. */
  attained: number;
  /** Where it ought to be by now, 0 to 1. */
  expected?: number;
  /** What the bar shows, `Target`. */
  label: string;
  locale?: string;
}

/** How far a target is attained, with a tick where it ought to be by now. */
export function PaceBar({ attained, expected, label, locale }: PaceBarProps) {
  const styles = useStyles2(getStyles);
  const text = formatShort(attained, { kind: 'ratio' }, { locale });
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(toShare(attained) * 100)}
      aria-valuetext={text}
      title={t('panel-kit.pace.hint', '{{label}}: {{text}}', { label, text, ...unescaped })}
    >
      <div className={styles.fill} style={{ width: `${toShare(attained) * 100}%` }} />
      {expected !== undefined && <div className={styles.tick} style={{ left: `${toShare(expected) * 100}%` }} />}
    </div>
  );
}

function toShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function getStyles(theme: GrafanaTheme2) {
  return {
    track: css({ position: 'relative', height: 4, borderRadius: 2, background: theme.colors.background.secondary }),
    fill: css({ height: '100%', borderRadius: 2, background: theme.colors.primary.main }),
    tick: css({ position: 'absolute', top: -2, height: 8, width: 2, background: theme.colors.text.primary }),
  };
}

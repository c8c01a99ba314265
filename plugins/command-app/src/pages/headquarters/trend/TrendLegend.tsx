import { type ChartLine } from '@branchlight/panel-kit';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  now: ChartLine;
  before: ChartLine | undefined;
  target: ChartLine | undefined;
}

/** Which line is which period, and which the targets. */
export function TrendLegend({ now, before, target }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.legend}>
      <li className={styles.item}>
        <span className={styles.line} aria-hidden />
        {now.label}
      </li>
      {before && (
        <li className={styles.item}>
          <span className={cx(styles.line, styles.grey)} aria-hidden />
          {before.label}
        </li>
      )}
      {target && (
        <li className={styles.item}>
          <span className={cx(styles.line, styles.dashed)} aria-hidden />
          {target.label}
        </li>
      )}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  }),
  item: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  line: css({ width: 16, height: 2, background: theme.colors.primary.text }),
  grey: css({ background: theme.colors.text.disabled }),
  dashed: css({ height: 0, background: 'none', borderTop: `2px dashed ${theme.colors.text.secondary}` }),
});

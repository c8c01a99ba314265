import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { type GrafanaTheme2 } from '@grafana/data';

/** Three branches of rising height under one light. */
export function Logo() {
  const styles = useStyles2(getStyles);
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
      <g className={styles.bars}>
        <rect x="2" y="14" width="5" height="8" rx="1" />
        <rect x="9.5" y="10" width="5" height="12" rx="1" />
        <rect x="17" y="6" width="5" height="16" rx="1" />
      </g>
      <circle className={styles.light} cx="4.5" cy="5" r="3" />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bars: css({ fill: theme.colors.primary.main }),
  light: css({ fill: theme.colors.warning.main }),
});

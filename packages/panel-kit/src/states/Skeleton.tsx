import { css, keyframes } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface SkeletonProps {
  width?: number | string;
  height: number | string;
}

/** A grey place-holder that keeps the layout while data load. Read out by nobody: the tile or chart says it is loading. */
export function Skeleton({ width = '100%', height }: SkeletonProps) {
  const styles = useStyles2(getStyles);
  return <span aria-hidden className={styles.bar} style={{ width, height }} />;
}

const pulse = keyframes({ '0%': { opacity: 0.4 }, '50%': { opacity: 0.8 }, '100%': { opacity: 0.4 } });

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({
      display: 'block',
      borderRadius: theme.shape.radius.default,
      background: theme.colors.border.medium,
      opacity: 0.6,
      [theme.transitions.handleMotion('no-preference')]: { animation: `${pulse} 1.6s ease-in-out infinite` },
    }),
  };
}

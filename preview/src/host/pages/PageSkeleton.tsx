import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';

/** Keeps the layout of a board while its code or its definition loads. */
export function PageSkeleton() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.page} aria-busy="true" aria-label={t('shell.loading', 'Loading the page')}>
      <div className={styles.title} />
      <div className={styles.tiles}>
        {Array.from({ length: 6 }, (_, index) => (
          <div key={index} className={styles.tile} />
        ))}
      </div>
      <div className={styles.chart} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const block = {
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  };
  return {
    page: css({ display: 'grid', gap: theme.spacing(2), padding: theme.spacing(2, 3) }),
    title: css({ ...block, height: 28, width: 240 }),
    tiles: css({ display: 'grid', gap: theme.spacing(2), gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))' }),
    tile: css({ ...block, height: 120 }),
    chart: css({ ...block, height: 320 }),
  };
};

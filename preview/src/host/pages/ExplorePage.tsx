import { css } from '@emotion/css';
import { useCallback, useMemo } from 'react';
import { type DataSourceApi, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { getDataSourceSrv } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { buildExplore } from '../explore/build-explore';
import { useHost } from '../host-context';
import { usePageTitle } from '../shell/page-title';
import { LoadFailure } from './LoadFailure';
import { PageSkeleton } from './PageSkeleton';
import { useLoaded } from './use-loaded';

/** A place to try the datasource's query editor. Nothing is kept; dashboards are edited in Grafana. */
export function ExplorePage() {
  const title = t('explore.title', 'Explore');
  usePageTitle([{ text: title }]);
  const load = useCallback(() => getDataSourceSrv().get(), []);
  const [loaded, retry] = useLoaded(load);
  switch (loaded.state) {
    case 'loading':
      return <PageSkeleton />;
    case 'failed':
      return <LoadFailure error={loaded.error} onRetry={retry} />;
    case 'done':
      return <Explore title={title} datasource={loaded.value} />;
  }
}

function Explore({ title, datasource }: { title: string; datasource: DataSourceApi }) {
  const styles = useStyles2(getStyles);
  const { timeZone } = useHost().boot.bank;
  const scene = useMemo(() => buildExplore(datasource, timeZone), [datasource, timeZone]);
  return (
    <div className={styles.page}>
      <div>
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.description}>
          {t(
            'explore.description',
            'Try the query editor on the bank’s data. This page belongs to the preview and keeps nothing; in Grafana the same editor makes panels and alerts.'
          )}
        </div>
      </div>
      <scene.Component model={scene} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    flex: 1,
    gap: theme.spacing(2),
    padding: theme.spacing(2, 3, 3),
    [theme.breakpoints.down('md')]: { padding: theme.spacing(2) },
  }),
  title: css({ margin: 0, fontSize: theme.typography.h3.fontSize }),
  description: css({ color: theme.colors.text.secondary }),
});

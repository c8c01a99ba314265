import { css } from '@emotion/css';
import { useCallback, useMemo } from 'react';
import { useParams } from 'react-router-dom';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { getBackendSrv } from '@grafana/runtime';
import { UrlSyncContextProvider } from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import { buildDashboardScene } from '../dashboards/build-scene';
import { dashboardResponseSchema, type DashboardModel } from '../dashboards/dashboard-schema';
import { useHost } from '../host-context';
import { usePageTitle } from '../shell/page-title';
import { LoadFailure } from './LoadFailure';
import { PageSkeleton } from './PageSkeleton';
import { StateMessage } from './StateMessage';
import { useLoaded } from './use-loaded';

/** A provisioned dashboard. */
export function DashboardPage() {
  const { uid = '' } = useParams();
  const load = useCallback(async () => {
    const answer: unknown = await getBackendSrv().get(`/api/dashboards/uid/${encodeURIComponent(uid)}`);
    return dashboardResponseSchema.parse(answer);
  }, [uid]);
  const [loaded, retry] = useLoaded(load);
  if (loaded.state === 'loading') {
    return <PageSkeleton />;
  }
  if (loaded.state === 'failed') {
    return <LoadFailure error={loaded.error} onRetry={retry} />;
  }
  const { dashboard, meta } = loaded.value;
  return <Dashboard key={dashboard.uid} model={dashboard} folder={meta.folderTitle} />;
}

function Dashboard({ model, folder }: { model: DashboardModel; folder?: string }) {
  const styles = useStyles2(getStyles);
  const { boot } = useHost();
  const { timeZone } = boot.bank;
  usePageTitle([...(folder ? [{ text: folder }] : []), { text: model.title }]);
  const scene = useMemo(() => buildDashboardScene(model, timeZone), [model, timeZone]);
  return (
    <div className={styles.page}>
      <div>
        <h1 className={styles.title}>{model.title}</h1>
        {model.description && <div className={styles.description}>{model.description}</div>}
      </div>
      {model.panels.length === 0 ? (
        <StateMessage icon="dashboard" title={t('dashboard.empty', 'This dashboard has no panels yet')} />
      ) : (
        <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
          <scene.Component model={scene} />
        </UrlSyncContextProvider>
      )}
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

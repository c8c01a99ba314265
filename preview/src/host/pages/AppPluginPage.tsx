import { useCallback, useMemo } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { PluginContextProvider, type AppPluginMeta } from '@grafana/data';
import { t } from '@grafana/i18n';
import { locationSearchToObject } from '@grafana/runtime';
import { ErrorBoundary } from '@grafana/ui';
import { createPluginMeta } from '../boot/grafana-boot-data';
import { useHost } from '../host-context';
import { loadAppPlugin } from '../plugins/load-plugin';
import { LoadFailure } from './LoadFailure';
import { NotFoundPage } from './NotFoundPage';
import { PageSkeleton } from './PageSkeleton';
import { useLoaded } from './use-loaded';

/** An app plugin's root page; everything below `/a/ID` is the app's own. */
export function AppPluginPage() {
  const { pluginId } = useParams();
  const { boot } = useHost();
  const plugin = boot.plugins.find(({ id, type, enabled }) => id === pluginId && type === 'app' && enabled);
  const meta = useMemo(() => plugin && createPluginMeta(plugin), [plugin]);
  if (!meta) {
    return (
      <NotFoundPage>
        {t(
          'app.missing',
          'No app “{{id}}” is built and enabled. Run “npm run plugin:build”, then load this page again.',
          { id: pluginId }
        )}
      </NotFoundPage>
    );
  }
  return <AppRoot key={meta.id} meta={meta} />;
}

function AppRoot({ meta }: { meta: AppPluginMeta }) {
  const location = useLocation();
  const load = useCallback(() => loadAppPlugin(meta), [meta]);
  const [plugin, retry] = useLoaded(load);
  if (plugin.state === 'loading') {
    return <PageSkeleton />;
  }
  if (plugin.state === 'failed') {
    return <LoadFailure error={plugin.error} onRetry={retry} />;
  }
  const Root = plugin.value.root;
  if (!Root) {
    return <NotFoundPage>{t('app.no-root', 'The app “{{id}}” has no pages.', { id: meta.id })}</NotFoundPage>;
  }
  return (
    <ErrorBoundary dependencies={[location.pathname]}>
      {({ error }) =>
        error ? (
          <LoadFailure error={error} onRetry={() => window.location.reload()} />
        ) : (
          <PluginContextProvider meta={meta}>
            <Root
              meta={meta}
              basename={`/a/${meta.id}`}
              path={location.pathname}
              query={locationSearchToObject(location.search)}
              onNavChanged={ignoreNavigation}
            />
          </PluginContextProvider>
        )
      }
    </ErrorBoundary>
  );
}

/** Apps of Grafana 13 describe their navigation in plugin.json and their pages; this older hook has nothing to do. */
function ignoreNavigation(): void {}

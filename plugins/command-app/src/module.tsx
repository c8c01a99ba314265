import { lazy, Suspense } from 'react';
import { AppPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import { loadResources } from '@grafana/scenes';
import { PLUGIN_ID } from './constants';

const LazyApp = lazy(async () => {
  await initPluginTranslations(PLUGIN_ID, [loadResources]);
  return import('./app/App');
});

const LazyConfig = lazy(async () => {
  await initPluginTranslations(PLUGIN_ID, [loadResources]);
  return import('./pages/config/ConfigPage');
});

function Root() {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyApp />
    </Suspense>
  );
}

function Config() {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyConfig />
    </Suspense>
  );
}

export const plugin = new AppPlugin<{}>().setRootPage(Root).addConfigPage({
  title: 'Configuration',
  icon: 'cog',
  id: 'configuration',
  body: Config,
});

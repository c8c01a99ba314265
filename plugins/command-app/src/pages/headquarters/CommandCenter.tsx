import { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { PageLayoutType } from '@grafana/data';
import { COMMAND_CENTER_URL } from '../../constants';
import { buildSceneApp } from './build-scene-app';
import { type PageContext } from './page-context';
import { PageObstacle, PageSkeleton } from './PageStates';
import { usePageContext } from './use-page-context';

/** Loads what the page needs to know about the viewer and the bank, then shows the page. */
export function CommandCenter() {
  const { context, obstacle, error, retry } = usePageContext();
  if (context) {
    return <LoadedCommandCenter context={context} />;
  }
  return (
    <PluginPage
      layout={PageLayoutType.Custom}
      pageNav={{ text: t('command-center.title', 'Command center'), url: COMMAND_CENTER_URL }}
    >
      {obstacle || error !== undefined ? (
        <PageObstacle obstacle={obstacle} error={error} onRetry={retry} />
      ) : (
        <PageSkeleton />
      )}
    </PluginPage>
  );
}

function LoadedCommandCenter({ context }: { context: PageContext }) {
  const app = useMemo(() => buildSceneApp(context), [context]);
  return <app.Component model={app} />;
}

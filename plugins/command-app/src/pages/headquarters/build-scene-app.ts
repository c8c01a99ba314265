import { PageLayoutType } from '@grafana/data';
import { t } from '@grafana/i18n';
import { EmbeddedScene, SceneApp, SceneAppPage, SceneTimeRange } from '@grafana/scenes';
import { COMMAND_CENTER_URL } from '../../constants';
import { endOfBankDay, startOfBankDay } from '../../period/bank-time';
import { HeadquartersScene } from './HeadquartersScene';
import { type PageContext } from './page-context';

/** The app's scenes for one viewer. The address holds period and choices; every change is a step that "back" undoes. */
export function buildSceneApp(context: PageContext): SceneApp {
  return new SceneApp({
    name: 'branchlight-command-center',
    urlSyncOptions: { updateUrlOnInit: true, createBrowserHistorySteps: true },
    pages: [
      new SceneAppPage({
        title: t('command-center.title', 'Command center'),
        url: COMMAND_CENTER_URL,
        routePath: 'command-center/*',
        layout: PageLayoutType.Custom,
        getScene: () => buildScene(context),
      }),
    ],
  });
}

/** The page for one viewer, with the period in days of the bank as time range. */
export function buildScene(context: PageContext): EmbeddedScene {
  const { timeZone } = context.viewer.bank;
  const { from, to } = context.defaults.period;
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({
      from: new Date(startOfBankDay(from, timeZone)).toISOString(),
      to: new Date(endOfBankDay(to, timeZone)).toISOString(),
      timeZone,
    }),
    body: new HeadquartersScene(context),
  });
}

import { EventBusSrv, setTimeZoneResolver, type DataSourceInstanceSettings } from '@grafana/data';
import {
  config,
  FakeEchoSrv,
  locationService,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setCorrelationsService,
  setDataSourceSrv,
  setEchoSrv,
  setFolderPicker,
  setHelpNavItemHook,
  setLocationSrv,
  setMegaMenuOpenHook,
  setPanelScreenshotService,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { initializeLoggersRegistry } from '@grafana/runtime/unstable';
import { of } from 'rxjs';
import {
  initDataSourceInstanceSettings,
  setDataSourcePluginImporter,
  setGetObservablePluginComponents,
  setGetObservablePluginLinks,
  setPanelDataErrorView,
  setPanelRenderer,
  setPluginPage,
} from '../grafana-internals';
import { PanelDataErrorView } from '../panels/PanelDataErrorView';
import { PanelRenderer } from '../panels/PanelRenderer';
import { getPanelPluginFromCache, importPanelPlugin } from '../panels/panel-catalog';
import { loadDatasourcePlugin } from '../plugins/load-plugin';
import { topBarHeight } from '../shell/dimensions';
import { PluginPage } from '../shell/PluginPage';
import { installLive } from './live';
import { PreviewBackendSrv } from './backend-srv';
import { PreviewDataSourceSrv } from './data-source-srv';
import { installRegistries } from './registries';
import { runRequest } from './run-request';
import { PreviewTemplateSrv } from './template-srv';

/**
 * Gives @grafana/runtime and @grafana/data all that Grafana's own frontend gives them. The one place for it, called
 * once and before the first plugin loads. Returns the bus that alerts and events of the page go over.
 */
export function installServices(): EventBusSrv {
  initializeLoggersRegistry();
  const appEvents = new EventBusSrv();
  const datasources: DataSourceInstanceSettings[] = Object.values(config.datasources);

  setAppEvents(appEvents);
  setBackendSrv(new PreviewBackendSrv(appEvents));
  setEchoSrv(new FakeEchoSrv());
  setLocationSrv(locationService);
  setTemplateSrv(new PreviewTemplateSrv());
  setRunRequest(runRequest);
  setDataSourceSrv(new PreviewDataSourceSrv(datasources, loadDatasourcePlugin));
  setDataSourcePluginImporter(loadDatasourcePlugin);
  initDataSourceInstanceSettings(config.datasources, config.defaultDatasource);
  setTimeZoneResolver(() => config.bootData.user.timezone);
  installRegistries();
  installLive();

  setPluginImportUtils({ importPanelPlugin, getPanelPluginFromCache });
  setPluginPage(PluginPage);
  setPanelRenderer(PanelRenderer);
  setPanelDataErrorView(PanelDataErrorView);
  setFolderPicker(() => null);
  installExtensionHooks();
  installPageHooks();
  return appEvents;
}

/** Plugins extend nothing of the preview: every extension point is empty, and says so at once. */
function installExtensionHooks(): void {
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  setGetObservablePluginComponents(() => of([]));
  setGetObservablePluginLinks(() => of([]));
}

function installPageHooks(): void {
  setReturnToPreviousHook(() => () => {});
  setChromeHeaderHeightHook(() => topBarHeight);
  setMegaMenuOpenHook(() => [false, () => {}]);
  setHelpNavItemHook(() => undefined);
  setCorrelationsService({
    attachCorrelationsToDataFrames: (frames) => frames,
    correlationsDataLinkPostProcessorFactory: () => () => undefined,
    getCorrelationsBySourceUIDs: async () => ({ correlations: [], page: 1, limit: 0, totalCount: 0 }),
  });
  setPanelScreenshotService({
    capture: async () => {
      throw new Error('The preview takes no pictures of panels.');
    },
  });
}

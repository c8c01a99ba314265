import { useEffect, useState } from 'react';
import {
  applyFieldOverrides,
  EventBusSrv,
  type FieldConfigSource,
  getDefaultTimeRange,
  getPanelOptionsWithDefaults,
  LoadingState,
  type PanelData,
  type PanelPlugin,
} from '@grafana/data';
import { config, getTemplateSrv, type PanelRendererProps } from '@grafana/runtime';
import { t } from '@grafana/i18n';
import { Alert, ErrorBoundaryAlert, LoadingPlaceholder, useTheme2 } from '@grafana/ui';
import { getPanelPluginFromCache, importPanelPlugin } from './panel-catalog';

const emptyFieldConfig: FieldConfigSource = { defaults: {}, overrides: [] };

/** Draws one panel outside of a scene: loads its plugin, fills in its default options and applies the field settings. */
export function PanelRenderer({
  pluginId,
  data,
  title,
  options,
  fieldConfig = emptyFieldConfig,
  timeZone = 'browser',
  width,
  height,
  onOptionsChange = () => {},
  onFieldConfigChange = () => {},
  onChangeTimeRange = () => {},
}: PanelRendererProps) {
  const theme = useTheme2();
  const [plugin, setPlugin] = useState<PanelPlugin | undefined>(() => getPanelPluginFromCache(pluginId));
  const [failure, setFailure] = useState<string>();
  const [eventBus] = useState(() => new EventBusSrv());

  useEffect(() => {
    let isCurrent = true;
    importPanelPlugin(pluginId)
      .then((imported) => isCurrent && setPlugin(imported))
      .catch((error: unknown) => isCurrent && setFailure(error instanceof Error ? error.message : String(error)));
    return () => {
      isCurrent = false;
    };
  }, [pluginId]);

  if (failure) {
    return (
      <Alert severity="error" title={t('panel.not-loaded', 'This panel could not be loaded')}>
        {failure}
      </Alert>
    );
  }
  const Panel = plugin?.panel;
  if (!plugin || !Panel) {
    return <LoadingPlaceholder text="" />;
  }
  const prepared = getPanelOptionsWithDefaults({
    plugin,
    currentOptions: { ...options },
    currentFieldConfig: fieldConfig,
    isAfterPluginChange: false,
  });
  const raw: PanelData = data ?? { state: LoadingState.Done, series: [], timeRange: getDefaultTimeRange() };
  const series = applyFieldOverrides({
    data: raw.series,
    fieldConfig: prepared.fieldConfig,
    fieldConfigRegistry: plugin.fieldConfigRegistry,
    replaceVariables: (text, scopedVars, format) => getTemplateSrv().replace(text, scopedVars, format),
    theme: theme ?? config.theme2,
    timeZone,
  });
  return (
    <ErrorBoundaryAlert dependencies={[pluginId, data]}>
      <Panel
        id={1}
        title={title}
        data={{ ...raw, series }}
        timeRange={raw.timeRange}
        timeZone={timeZone}
        options={prepared.options}
        fieldConfig={prepared.fieldConfig}
        transparent={false}
        width={width}
        height={height}
        renderCounter={0}
        replaceVariables={(text, scopedVars, format) => getTemplateSrv().replace(text, scopedVars, format)}
        onOptionsChange={onOptionsChange}
        onFieldConfigChange={onFieldConfigChange}
        onChangeTimeRange={onChangeTimeRange}
        eventBus={eventBus}
      />
    </ErrorBoundaryAlert>
  );
}

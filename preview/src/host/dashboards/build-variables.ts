import {
  AdHocFiltersVariable,
  ConstantVariable,
  CustomVariable,
  DataSourceVariable,
  IntervalVariable,
  QueryVariable,
  TextBoxVariable,
  type SceneVariable,
} from '@grafana/scenes';
import { type VariableHide, type VariableRefresh, type VariableSort } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type DashboardVariable } from './dashboard-schema';

/** The variables of a dashboard that the preview knows (query, custom, interval, datasource, constant, text box, ad-hoc filters). */
export function buildVariables(models: DashboardVariable[]): SceneVariable[] {
  return models.flatMap((model) => buildVariable(model) ?? []);
}

function buildVariable(model: DashboardVariable): SceneVariable | undefined {
  const common = {
    name: model.name,
    label: model.label ?? undefined,
    description: model.description,
    // Dashboard JSON and scenes share the numbers of these enums.
    hide: model.hide as VariableHide | undefined,
  };
  const multi = {
    ...common,
    value: readValue(model.current.value),
    text: readValue(model.current.text),
    isMulti: model.multi,
    includeAll: model.includeAll,
    allValue: model.allValue ?? undefined,
    defaultToAll: model.includeAll,
  };
  const text = typeof model.query === 'string' ? model.query : '';
  switch (model.type) {
    case 'query':
      return new QueryVariable({
        ...multi,
        query: isQuery(model.query) ? { refId: `variable-${model.name}`, ...model.query } : text,
        datasource: model.datasource ?? null,
        regex: model.regex,
        sort: model.sort as VariableSort,
        refresh: model.refresh as VariableRefresh,
      });
    case 'custom':
      return new CustomVariable({ ...multi, query: text });
    case 'datasource':
      return new DataSourceVariable({ ...multi, pluginId: text, regex: model.regex });
    case 'interval':
      return new IntervalVariable({
        ...common,
        intervals: text.split(',').map((interval) => interval.trim()),
        value: String(readValue(model.current.value)),
        autoEnabled: model.auto,
        autoMinInterval: model.auto_min,
        autoStepCount: model.auto_count,
      });
    case 'constant':
      return new ConstantVariable({ ...common, value: text });
    case 'textbox':
      return new TextBoxVariable({ ...common, value: text });
    case 'adhoc':
      return new AdHocFiltersVariable({
        ...common,
        datasource: model.datasource ?? null,
        filters: model.filters,
        applyMode: 'auto',
        layout: 'combobox',
        // As in Grafana: the datasource's plugin.json says whether several values may be chosen.
        supportsMultiValueOperators: allowsSeveralValues(model),
        // Only members of the views that the dashboard asks are offered.
        useQueriesAsFilterForOptions: true,
      });
    default:
      return undefined;
  }
}

function allowsSeveralValues({ datasource }: DashboardVariable): boolean {
  const meta: object | undefined = getDataSourceSrv().getInstanceSettings(datasource ?? undefined)?.meta;
  return meta !== undefined && 'multiValueFilterOperators' in meta && meta.multiValueFilterOperators === true;
}

function readValue(value: unknown): string | string[] {
  return Array.isArray(value)
    ? value.map(String)
    : typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : '';
}

function isQuery(query: unknown): query is object {
  return typeof query === 'object' && query !== null;
}

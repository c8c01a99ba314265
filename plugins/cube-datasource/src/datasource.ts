import { metaSchema, stripView, type Viewer, viewerSchema } from '@branchlight/cube-contract';
import {
  type AdHocVariableFilter,
  type CoreApp,
  type DataSourceGetTagKeysOptions,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type LegacyMetricFindQueryOptions,
  type MetricFindValue,
  type ScopedVars,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';
import { createAnnotationSupport } from './annotations/annotation-support';
import { readViews, type View } from './model/model';
import { getViewerLanguage } from './model/viewer-language';
import { interpolateQuery } from './query/interpolate-query';
import { migrateQuery, QUERY_VERSION } from './query/migrate-query';
import { type CubeDataSourceQuery, type CubeJsonData, findViewName, isRunnable } from './query/query';
import { isNewer } from './query/stored-query';
import { type QuerySql, readQuerySql } from './sql/query-sql';
import { type ReadCell, readRows, runQuery } from './values/run-query';
import { findViewWith, toValueQuery, type ValueQuestion } from './values/value-query';
import { prepareVariableQuery, toMetricFindValues } from './variables/variable-query';
import { CubeVariableSupport } from './variables/variable-support';

/** The part of a panel's time that decides days and periods. */
export interface QueryTime {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  intervalMs: number;
}

/** Asks the semantic layer through the plugin's backend, in the name of the person who looks. */
export class CubeDataSource extends DataSourceWithBackend<CubeDataSourceQuery, CubeJsonData> {
  constructor(settings: DataSourceInstanceSettings<CubeJsonData>) {
    super(settings);
    this.variables = new CubeVariableSupport(this);
    this.annotations = createAnnotationSupport();
  }

  override getDefaultQuery(_app: CoreApp): Partial<CubeDataSourceQuery> {
    return { query: {}, format: 'table', version: QUERY_VERSION };
  }

  /** A query that asks for nothing yet is not sent. One of a later version is, so that the backend explains it. */
  override filterQuery(query: CubeDataSourceQuery): boolean {
    return isNewer(query) || isRunnable(migrateQuery(query).query);
  }

  /**
   * What is sent: variables filled in, and what only the browser knows: the language and the dashboard's ad-hoc filters. The
   * backend applies those, since it knows the viewer's views and says on the answer which of them do not fit.
   */
  override applyTemplateVariables(
    query: CubeDataSourceQuery,
    scopedVars: ScopedVars,
    filters: AdHocVariableFilter[] = []
  ): CubeDataSourceQuery {
    if (isNewer(query)) {
      return query;
    }
    return { ...fillVariables(query, scopedVars), ...readAdHocFilters(filters), locale: getViewerLanguage() };
  }

  /** What Explore goes on with: a query to be stored, for readers of any language. */
  override interpolateVariablesInQueries(
    queries: CubeDataSourceQuery[],
    scopedVars: ScopedVars,
    filters?: AdHocVariableFilter[]
  ): CubeDataSourceQuery[] {
    return queries.map((query) =>
      isNewer(query) ? query : { ...fillVariables(query, scopedVars), ...readAdHocFilters(filters) }
    );
  }

  /** One line for the query's row when it is folded. */
  override getQueryDisplayText(query: CubeDataSourceQuery): string {
    if (isNewer(query)) {
      return query.refId;
    }
    const { measures = [], dimensions = [] } = migrateQuery(query).query;
    return [...measures, ...dimensions].join(', ');
  }

  /**
   * Views with the members that the viewer may ask, in the viewer's language.
   * @throws what Grafana's request layer throws, or a ZodError for an answer that is no meta
   */
  async getViews(): Promise<View[]> {
    return readViews(metaSchema.parse(await this.getResource('meta', { locale: getViewerLanguage() })));
  }

  /** The viewer's login, role and part of the bank. Throws as `getViews` does. */
  async getViewer(): Promise<Viewer> {
    return viewerSchema.parse(await this.getResource('viewer'));
  }

  /** Values of a dashboard variable; throws what the semantic layer says. */
  override async metricFindQuery(
    stored: unknown,
    options: Pick<LegacyMetricFindQueryOptions, 'range' | 'scopedVars'> = {}
  ): Promise<MetricFindValue[]> {
    const query = prepareVariableQuery(stored);
    return this.filterQuery(query) ? toMetricFindValues(await runQuery(this, query, options)) : [];
  }

  /** Members that ad-hoc filters can ask for: dimensions of the views that the dashboard's queries ask. */
  override async getTagKeys(options?: DataSourceGetTagKeysOptions<CubeDataSourceQuery>): Promise<MetricFindValue[]> {
    const asked = listViewNames(options?.queries ?? []);
    const views = await this.getViews();
    const used = views.filter(({ name }) => asked.includes(name));
    const keys = new Map<string, MetricFindValue>();
    for (const { dimensions } of used.length > 0 ? used : views) {
      for (const { name, title } of dimensions) {
        const key = stripView(name);
        keys.set(key, keys.get(key) ?? { value: key, text: title });
      }
    }
    return [...keys.values()].sort((left, right) => left.text.localeCompare(right.text));
  }

  /** Values of a member as the viewer sees them, within the time range and the other ad-hoc filters. */
  override async getTagValues({
    filters,
    key,
    queries = [],
    timeRange,
  }: DataSourceGetTagValuesOptions<CubeDataSourceQuery>): Promise<MetricFindValue[]> {
    const view = findViewWith(await this.getViews(), listViewNames(queries), key);
    if (!view) {
      return [];
    }
    const [time] = view.times;
    const values = await this.listValues({
      member: `${view.name}.${key}`,
      adhocFilters: filters,
      ...(time && view.times.length === 1 && timeRange && { time: time.name, range: timeRange }),
    });
    return values.map(({ value, text }) => ({ value, text }));
  }

  /** Distinct values of a dimension, at most a hundred, in their order; throws what the semantic layer says. */
  async listValues(question: ValueQuestion): Promise<ReadCell[]> {
    const { adhocFilters, range } = question;
    const query = { refId: 'values', query: toValueQuery(question), format: 'table', version: QUERY_VERSION } as const;
    const frames = await runQuery(this, query, { range, filters: adhocFilters });
    return readRows(frames).flatMap(([cell]) => cell ?? []);
  }

  /** The SQL of a query as it would run now; throws what Grafana's request layer throws, 403 for all but analysts. */
  async getSql(query: CubeDataSourceQuery, time: QueryTime, scopedVars: ScopedVars = {}): Promise<QuerySql[]> {
    const model = this.applyTemplateVariables(query, scopedVars);
    return readQuerySql(await this.postResource('sql', { model, ...time }, { showErrorAlert: false }));
  }
}

function listViewNames(queries: CubeDataSourceQuery[]): string[] {
  return queries.flatMap((query) => (isNewer(query) ? [] : (findViewName(migrateQuery(query).query) ?? [])));
}

function fillVariables(query: CubeDataSourceQuery, scopedVars: ScopedVars): CubeDataSourceQuery {
  const current = migrateQuery(query);
  const templates = getTemplateSrv();
  return {
    ...current,
    query: interpolateQuery(current.query, (text, joinValues) => templates.replace(text, scopedVars, joinValues)),
  };
}

function readAdHocFilters(filters: AdHocVariableFilter[] = []): Pick<CubeDataSourceQuery, 'adhocFilters'> {
  const applied = filters.filter(({ key, operator }) => key && operator);
  return applied.length === 0
    ? {}
    : {
        adhocFilters: applied.map(({ key, operator, value, values }) => ({
          key,
          operator,
          value,
          ...(values && { values }),
        })),
      };
}

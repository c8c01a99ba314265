import { metaSchema, type Viewer, viewerSchema } from '@branchlight/cube-contract';
import { type CoreApp, type ScopedVars } from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';
import { readViews, type View } from './model/model';
import { getViewerLanguage } from './model/viewer-language';
import { interpolateQuery } from './query/interpolate-query';
import { migrateQuery, QUERY_VERSION } from './query/migrate-query';
import { type CubeDataSourceQuery, type CubeJsonData, isRunnable } from './query/query';

/** Asks the semantic layer through the plugin's backend, in the name of the person who looks. */
export class CubeDataSource extends DataSourceWithBackend<CubeDataSourceQuery, CubeJsonData> {
  override getDefaultQuery(_app: CoreApp): Partial<CubeDataSourceQuery> {
    return { query: {}, format: 'table', version: QUERY_VERSION };
  }

  /** A query that asks for nothing yet is not sent. */
  override filterQuery(query: CubeDataSourceQuery): boolean {
    return isRunnable(migrateQuery(query).query);
  }

  /** What is sent: variables filled in, and the language that only the browser knows. */
  override applyTemplateVariables(query: CubeDataSourceQuery, scopedVars: ScopedVars): CubeDataSourceQuery {
    return { ...fillVariables(query, scopedVars), locale: getViewerLanguage() };
  }

  /** What Explore goes on with: a query to be stored, for readers of any language. */
  override interpolateVariablesInQueries(
    queries: CubeDataSourceQuery[],
    scopedVars: ScopedVars
  ): CubeDataSourceQuery[] {
    return queries.map((query) => fillVariables(query, scopedVars));
  }

  /** One line for the query's row when it is folded. */
  override getQueryDisplayText(query: CubeDataSourceQuery): string {
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
}

function fillVariables(query: CubeDataSourceQuery, scopedVars: ScopedVars): CubeDataSourceQuery {
  const current = migrateQuery(query);
  const templates = getTemplateSrv();
  return {
    ...current,
    query: interpolateQuery(current.query, (text, joinValues) => templates.replace(text, scopedVars, joinValues)),
  };
}

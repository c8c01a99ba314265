import type * as Native from '@cubejs-backend/native';
import { transformDataSchema, transformRows } from './result-transform';

const unavailable = "This needs Cube's native addon, which is not installed here";

/**
 * Lets Cube answer REST queries where its native addon could not be installed (it is downloaded from outside of npm):
 * replaces what the gateway and the compiler call in the addon by the same in TypeScript. Does nothing where the addon loads.
 *
 * @returns whether the fallback is in place
 */
export function installNativeFallback(): boolean {
  // Its exports are replaced in place
  const native: typeof Native = require('@cubejs-backend/native');
  if (canLoad(native)) {
    return false;
  }
  Object.assign(native, {
    isFallbackBuild: () => true,
    redactSqlLiterals: (sql: string) => sql.replaceAll(/'(?:[^']|'')*'/g, "'redacted'"),
    getFinalQueryResult,
    getFinalQueryResultMulti,
  });
  Object.assign(native.ResultWrapper.prototype, {
    getRawData(this: { jsResult: unknown }) {
      return [this.jsResult ?? []];
    },
  });
  Object.assign(native.NativeInstance.prototype, {
    newJinjaEngine: () => ({ loadTemplate: failUnavailable, renderTemplate: failUnavailable }),
    loadPythonContext: async () => ({ filters: {}, functions: {}, variables: {} }),
  });
  replaceSqlServer();
  return true;
}

function canLoad(native: typeof Native): boolean {
  try {
    native.loadNative();
    return true;
  } catch {
    return false;
  }
}

async function getFinalQueryResult(transformData: unknown, rows: unknown, result: object): Promise<Buffer> {
  return Buffer.from(JSON.stringify(finish(transformData, rows, result)));
}

async function getFinalQueryResultMulti(
  transformData: readonly unknown[],
  rows: readonly unknown[],
  response: { queryType: string; results: readonly object[]; slowQuery?: boolean }
): Promise<Buffer> {
  const results = response.results.map((result, index) => finish(transformData[index], rows[index], result));
  const queries = results.map((result) => ('query' in result ? result.query : {}));
  return Buffer.from(
    JSON.stringify({
      queryType: response.queryType,
      results,
      pivotQuery: { ...toObject(queries[0]), queryType: response.queryType },
      slowQuery: response.slowQuery ?? false,
    })
  );
}

function finish(transformData: unknown, rows: unknown, result: object) {
  const data = transformRows(transformDataSchema.parse(transformData), toRows(rows));
  return { ...result, data };
}

function toRows(rows: unknown): Array<Record<string, unknown>> {
  return Array.isArray(rows) ? rows.map(toObject) : [];
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The gateway makes one for Cube's SQL API while it starts. */
function replaceSqlServer(): void {
  // Its prototype is replaced in place
  const { ApiGateway }: { ApiGateway: { prototype: object } } = require('@cubejs-backend/api-gateway');
  Object.assign(ApiGateway.prototype, {
    createSQLServerInstance: () => ({
      init: failUnavailable,
      execSql: failUnavailable,
      sql4sql: failUnavailable,
      rest4sql: failUnavailable,
      shutdown: async () => undefined,
    }),
  });
}

function failUnavailable(): never {
  throw Object.assign(new Error(unavailable), { type: 'UserError' });
}

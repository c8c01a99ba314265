/** Cube reads these from the environment only, some of them while its packages load: set them before. */
export const cubeEnvironment: Readonly<Record<string, string>> = {
  // The same planner on every machine, whether or not the native addon could be installed.
  CUBEJS_TESSERACT_SQL_PLANNER: 'false',
  CUBEJS_TRANSPILATION_NATIVE: 'false',
  CUBEJS_CACHE_AND_QUEUE_DRIVER: 'memory',
  CUBEJS_EXTERNAL_DEFAULT: 'false',
  CUBEJS_TELEMETRY: 'false',
  CUBEJS_DEV_MODE: 'false',
  CUBEJS_DEFAULT_TIMEZONE: 'UTC',
  CUBEJS_REFRESH_WORKER: 'false',
  CUBEJS_PRE_AGGREGATIONS_BUILDER: 'false',
  CUBEJS_PRE_AGGREGATIONS_ALLOW_NON_STRICT_DATE_RANGE_MATCH: 'false',
  CUBEJS_DB_TYPE: 'postgres',
  CUBEJS_DB_QUERY_TIMEOUT: '60s',
  CUBEJS_DB_QUERY_LIMIT: '50000',
  CUBEJS_DB_QUERY_DEFAULT_LIMIT: '10000',
  CUBEJS_CONCURRENCY: '6',
  NODE_ENV: 'production',
};

/**
 * @param cacheDir - where Cube may keep files, outside of the repository
 * @param duckdbFile - a DuckDB file with the facts, in place of Postgres
 */
export function applyCubeEnvironment(cacheDir: string | undefined, duckdbFile?: string): void {
  Object.assign(process.env, cubeEnvironment);
  if (duckdbFile) {
    process.env.CUBEJS_DB_TYPE = 'duckdb';
    process.env.CUBEJS_DB_DUCKDB_DATABASE_PATH = duckdbFile;
  }
  // Left over from another deployment they would switch on a second identity or a store that is not there.
  for (const name of [
    'CUBEJS_PLAYGROUND_AUTH_SECRET',
    'CUBEJS_CUBESTORE_HOST',
    'CUBEJS_API_SECRETS',
    'CUBEJS_DB_URL',
  ]) {
    delete process.env[name];
  }
  if (cacheDir) {
    process.env.XDG_CACHE_HOME = cacheDir;
  }
}

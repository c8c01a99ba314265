const { readEngine } = require('./dialect');

/** Cube's options for the engine that holds the facts. Viewers are looked up in Postgres always. */
const optionsOf = {
  postgres: (databaseUrl) => {
    const { RollupFreePostgresQuery } = require('./postgres-query.js');
    return {
      driverFactory: () => ({
        type: 'postgres',
        connectionString: databaseUrl,
        // Whatever a query became on its way, it cannot write.
        options: '-c default_transaction_read_only=on',
        application_name: 'branchlight-cube',
      }),
      dialectFactory: () => RollupFreePostgresQuery,
    };
  },
  duckdb: () => {
    const databasePath = process.env.CUBEJS_DB_DUCKDB_DATABASE_PATH;
    if (!databasePath) {
      throw new Error('DuckDB needs CUBEJS_DB_DUCKDB_DATABASE_PATH: the file with the tables of mart and ops.');
    }
    return { driverFactory: () => ({ type: 'duckdb', databasePath }) };
  },
};

const readEngineOptions = (databaseUrl) => optionsOf[readEngine()](databaseUrl);

module.exports = { readEngineOptions };

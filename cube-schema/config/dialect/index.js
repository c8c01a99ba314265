const dialects = { postgres: require('./postgres.js'), duckdb: require('./duckdb.js') };

/** Engine of the facts, by Cube's own variable, which may be set after this is loaded. */
function readEngine() {
  const engine = process.env.CUBEJS_DB_TYPE || 'postgres';
  if (!Object.hasOwn(dialects, engine)) {
    throw new Error(
      `CUBEJS_DB_TYPE is "${engine}", for which the model has no SQL. Remedy: use ${Object.keys(dialects).join(' or ')}, or add its file to cube-schema/config/dialect.`
    );
  }
  return engine;
}

/** SQL of the cubes that engines write differently: the functions of postgres.js for the engine that this process asks. */
const ofEngine = Object.fromEntries(
  Object.keys(dialects.postgres).map((name) => [name, (...parts) => dialects[readEngine()][name](...parts)])
);

module.exports = { ...ofEngine, dialects, readEngine };

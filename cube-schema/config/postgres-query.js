const { PostgresQuery } = require('@cubejs-backend/schema-compiler');

/**
 * Cube's SQL for Postgres, without its search for a pre-aggregation where the model has none: the search takes a fifth of Cube's work
 * for a query. The rollups of this model are tables that the loader keeps (docs/decisions/0005).
 */
class RollupFreePostgresQuery extends PostgresQuery {
  newPreAggregations() {
    const preAggregations = super.newPreAggregations();
    const { cubeEvaluator } = this;
    const hasAny = cubeEvaluator
      .cubeNames()
      .some((name) => Object.keys(cubeEvaluator.preAggregationsForCube(name) ?? {}).length > 0);
    if (!hasAny) {
      preAggregations.rollupMatchResults = () => [];
    }
    return preAggregations;
  }
}

module.exports = { RollupFreePostgresQuery };

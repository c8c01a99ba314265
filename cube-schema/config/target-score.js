/** Metrics of core.target_metric: SQL has to name them to weigh sums of each, which no group-by of the query may split. */
const metrics = ['deposit_balance', 'net_inflow', 'salary_inflow', 'new_customers', 'new_lending'];

/** SQL of the score: weight x attainment up to the cap, over the metrics that have one. Every attainment divides two sums. */
const toScore = (cube) => addUp(metrics.map((metric) => weigh(cube, metric, attain(cube, metric))));

/** SQL of the score that is due by now: weight x share of the target due, over the same metrics. */
const toDueScore = (cube) =>
  addUp(
    metrics.map(
      (metric) =>
        `CASE WHEN ${attain(cube, metric)} IS NOT NULL THEN ${pick(cube, metric, 'MAX', 'weight')} * ${sumKnown(cube, metric, 'expected')} / ${sumKnown(cube, metric, 'target')} END`
    )
  );

function weigh(cube, metric, attainment) {
  return `${pick(cube, metric, 'MAX', 'weight')} * CASE WHEN ${attainment} > ${pick(cube, metric, 'MAX', 'cap')} THEN ${pick(cube, metric, 'MAX', 'cap')} ELSE ${attainment} END`;
}

function attain(cube, metric) {
  return `(${pick(cube, metric, 'SUM', 'actual')} / ${sumKnown(cube, metric, 'target')})`;
}

/** NULL instead of 0, so that it can be divided by. */
function sumKnown(cube, metric, column) {
  return `NULLIF(SUM(${cube}.${column}) FILTER (WHERE ${cube}.metric = '${metric}' AND ${cube}.actual IS NOT NULL), 0)`;
}

function pick(cube, metric, aggregate, column) {
  return `${aggregate}(${cube}.${column}) FILTER (WHERE ${cube}.metric = '${metric}')`;
}

/** NULL where all parts are, else the sum of the others. */
function addUp(parts) {
  return `CASE WHEN COALESCE(${parts.join(', ')}) IS NOT NULL THEN ${parts.map((part) => `COALESCE(${part}, 0)`).join(' + ')} END`;
}

module.exports = { toScore, toDueScore };

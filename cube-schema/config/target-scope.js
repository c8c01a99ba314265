const { readScope } = require('./query-scope.js');
const { QueryRefusal } = require('./refusal.js');

/** Measures in the metric's own unit, or a ratio of two such: they mean nothing across metrics. */
const byMetric = [
  'actual',
  'target',
  'opening',
  'expected',
  'forecast',
  'required_rate',
  'attainment',
  'pace_index',
  'cascade_gap',
];
/** The finest unit that a query asks for decides the level. */
const unitsOf = {
  staff: ['staff_code', 'staff'],
  outlet: ['outlet_code', 'outlet'],
  region: ['region_code', 'region'],
};

/**
 * The filters that a query of the targets gets so that nothing is added up that does not add: metrics of different units, levels of the
 * organisation, kinds of period.
 *
 * Without a level it follows from the finest unit in dimensions and filters, those of the viewer's own scope among them: a region
 * manager who names no unit asks for the region, headquarters for the bank. Without a period it is the bank's current one: of the kind
 * asked for, else the default.
 *
 * @param {Record<string, any>} query - its access policies' filters included
 * @param {string} view
 * @param {string} cube - the private cube behind the view
 * @returns {object[]} filters to add
 * @throws {QueryRefusal}
 */
function scopeTargets(query, view, cube) {
  const scope = readScope(query, view);
  if ((query.timeDimensions ?? []).length > 0) {
    throw new QueryRefusal(`${view} has no date: ask for periods by ${view}.period, such as 2024-03, 2024-Q1 or 2024.`);
  }
  checkMetric(query, view, scope);
  return [...scopeLevel(view, scope), ...scopePeriod(view, cube, scope)];
}

function checkMetric(query, view, { grouped, valuesOf }) {
  const asked = (query.measures ?? []).find((member) => byMetric.some((name) => member === `${view}.${name}`));
  if (asked && !grouped.has('metric') && valuesOf('metric')?.length !== 1) {
    throw new QueryRefusal(
      `${asked} of several metrics has no meaning, their units do not add: add the dimension ${view}.metric, or a filter that ${view}.metric equals one metric. Across metrics ask ${view}.score.`
    );
  }
}

function scopeLevel(view, { grouped, filtered, valuesOf }) {
  const member = `${view}.level`;
  if (grouped.has('level') || valuesOf('level')?.length === 1) {
    return [];
  }
  if (filtered.has('level')) {
    throw new QueryRefusal(
      `Levels are not added up: let ${member} equal one of bank, region, outlet and staff, or add the dimension ${member}.`
    );
  }
  const [level = 'bank'] =
    Object.entries(unitsOf).find(([, names]) => names.some((name) => grouped.has(name) || filtered.has(name))) ?? [];
  return [{ member, operator: 'equals', values: [level] }];
}

function scopePeriod(view, cube, { grouped, filtered, valuesOf }) {
  const periods = valuesOf('period');
  if (grouped.has('period') || (periods && new Set(periods.map(readKind)).size === 1)) {
    return [];
  }
  if (filtered.has('period')) {
    throw new QueryRefusal(
      `Periods of different kinds are not added up: let ${view}.period equal months, quarters or years alone, or add the dimension ${view}.period.`
    );
  }
  if (filtered.has('period_kind') && valuesOf('period_kind')?.length !== 1 && !grouped.has('period_kind')) {
    throw new QueryRefusal(
      `Kinds of period are not added up: let ${view}.period_kind equal one of month, quarter and year, or add the dimension ${view}.period_kind.`
    );
  }
  const asksKind = grouped.has('period_kind') || filtered.has('period_kind');
  return [{ member: `${cube}.${asksKind ? 'is_current' : 'is_default'}`, operator: 'equals', values: ['true'] }];
}

function readKind(period) {
  return /^\d{4}$/.test(period) ? 'year' : /Q/.test(period) ? 'quarter' : 'month';
}

module.exports = { scopeTargets };

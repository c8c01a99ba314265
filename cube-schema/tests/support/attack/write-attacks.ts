import { type AttackedModel, type AttackedView } from './attacked-model';
import { createRandom, type Random } from './random';

/** A request that looks for what is beyond the scope. */
export interface Attack {
  query: unknown;
  /** Path of the API */
  route: string;
  method: 'GET' | 'POST';
}

type Query = Record<string, unknown>;

const anyOperators = ['equals', 'notEquals', 'in', 'notIn', 'set', 'notSet'];
const textOperators = ['contains', 'notContains', 'startsWith', 'notStartsWith', 'endsWith', 'notEndsWith', 'gt', 'lt'];
const numberOperators = ['gt', 'gte', 'lt', 'lte', 'equals', 'notEquals', 'set', 'notSet'];
const timeOperators = [
  'inDateRange',
  'beforeDate',
  'afterDate',
  'beforeOrOnDate',
  'afterOrOnDate',
  'notInDateRange',
  'onTheDate',
];
const everyOperator = [...anyOperators, ...textOperators, ...numberOperators, ...timeOperators, 'measureFilter'];
const grains = ['day', 'week', 'month', 'quarter', 'year', 'hour', 'decade', 'fiscal'];
const ranges = [
  ['1990-01-01', '1990-12-31'],
  ['1990-06-01', '1990-06-30'],
  ['1991-03-01', '1991-03-31'],
  ['1800-01-01', '2200-12-31'],
  ['1992-02-29', '1992-02-29'],
];
const routes = [
  '/cubejs-api/v1/sql',
  '/cubejs-api/v1/dry-run',
  '/cubejs-api/v1/subscribe',
  '/cubejs-api/v1/cubesql',
  '/cubejs-api/v1/pre-aggregations/can-use',
  '/cubejs-api/graphql',
  '/cubejs-api/v2/load',
  '/cubejs-api/v1/convert-query',
];

/**
 * Requests over the whole model: first every member in one place of a query or another, then whatever comes to mind, members of several views
 * and hidden ones included.
 *
 * @param count - of all; at least one for every member
 * @param open - views that the viewer may ask: most are drawn from them
 */
export function writeAttacks(model: AttackedModel, open: readonly string[], seed: number, count: number): Attack[] {
  const random = createRandom(seed);
  const openViews = model.views.filter(({ name }) => open.includes(name));
  const members = model.views.flatMap((view) =>
    [...view.measures, ...view.dimensions, ...view.times].map((member) => [view, member] as const)
  );
  const each = members.flatMap(([view, member]) =>
    random.some(attackMember(random, view, member), count > 2000 ? 5 : 1)
  );
  const drawn = Array.from({ length: Math.max(count - each.length, 0) }, () =>
    drawQuery(random, model, random.pick(openViews.length > 0 && random.chance(0.9) ? openViews : model.views))
  );
  return [...each, ...drawn].map((query) => toAttack(random, query));
}

function toAttack(random: Random, query: unknown): Attack {
  if (random.chance(0.06)) {
    return { query, route: random.pick(routes), method: random.pick(['GET', 'POST']) };
  }
  return { query, route: '/cubejs-api/v1/load', method: random.chance(0.1) ? 'GET' : 'POST' };
}

/** A member shown, filtered by values that may be others', sorted by, and asked for rows behind it. */
function attackMember(random: Random, view: AttackedView, member: string): Query[] {
  const base = show(view, member);
  const units = view.dimensions.filter((name) => /_code$|\.(metric|referrer)$/.test(name));
  const isMeasure = view.measures.includes(member);
  const asked = isMeasure ? { measures: [member] } : { measures: random.some(view.measures, 1) };
  return [
    base,
    { ...asked, dimensions: random.some(units, 3), total: true },
    {
      ...asked,
      dimensions: random.some(units, 1),
      filters: [drawFilter(random, view, member)],
      order: [[member, random.pick(['asc', 'desc'])]],
      limit: 5,
    },
    { ...base, filters: [{ or: [drawFilter(random, view, member), { member, operator: 'notSet' }] }], total: true },
    random.pick<Query>([
      { ...base, segments: [member] },
      { ...base, ungrouped: true },
      {
        ...asked,
        timeDimensions: [{ dimension: member, granularity: random.pick(grains), dateRange: random.pick(ranges) }],
      },
      { ...asked, timeDimensions: [{ dimension: member, compareDateRange: [ranges[0], ranges[2]] }] },
      { ...base, dimensions: [`${member}.${random.pick(grains)}`] },
      { measures: [{ expression: ['return `1`'], name: 'x', cubeName: view.name }], dimensions: [member] },
    ]),
  ];
}

function show(view: AttackedView, member: string): Query {
  if (view.measures.includes(member)) {
    return { measures: [member] };
  }
  return view.times.includes(member)
    ? { measures: view.measures.slice(0, 1), timeDimensions: [{ dimension: member, granularity: 'month' }] }
    : { dimensions: [member] };
}

function drawQuery(random: Random, model: AttackedModel, view: AttackedView): Query {
  const measures = random.some(view.measures, random.draw(4));
  const dimensions = random.some(view.dimensions, (measures.length === 0 ? 1 : 0) + random.draw(4));
  if (view.name === 'targets' && random.chance(0.8)) {
    dimensions.push(...['targets.metric', 'targets.level'].filter((member) => !dimensions.includes(member)));
  }
  const query: Query = {
    measures,
    dimensions,
    filters: Array.from({ length: random.draw(3) }, () => {
      const isOfMeasures = measures.length > 0 && random.chance(0.2);
      return nestFilter(random, view, random.draw(4), isOfMeasures ? view.measures : view.dimensions);
    }),
  };
  if (view.times.length > 0 && random.chance(0.5)) {
    query.timeDimensions = [drawTime(random, view)];
  }
  const asked = [...measures, ...dimensions];
  if (random.chance(0.3)) {
    const member = random.chance(0.9) ? random.pick(asked) : drawMember(random, view);
    const direction = random.pick(['asc', 'desc']);
    query.order = random.chance(0.5) ? [[member, direction]] : { [member]: direction };
  }
  if (random.chance(0.3)) {
    query.total = true;
  }
  if (random.chance(0.3)) {
    query.limit = random.chance(0.9) ? random.pick([0, 1, 3, 100]) : random.pick([-1, 1e9, 'all']);
    query.offset = random.chance(0.9) ? random.pick([0, 1, 5]) : -1;
  }
  if (random.chance(0.05)) {
    query.timezone = random.pick(['UTC', 'Pacific/Kiritimati', "UTC'--"]);
  }
  return random.chance(0.15) ? poison(random, model, view, query) : query;
}

/** Adds what no query may hold. */
function poison(random: Random, model: AttackedModel, view: AttackedView, query: Query): Query {
  const hidden = random.pick(model.hidden);
  const other = random.pick(model.views);
  const stranger = random.pick([hidden, drawMember(random, other)]);
  return random.pick<() => Query>([
    () => ({ ...query, dimensions: [...toList(query.dimensions), stranger] }),
    () => ({ ...query, measures: [...toList(query.measures), stranger] }),
    () => ({ ...query, filters: [{ member: stranger, operator: 'set' }] }),
    () => ({
      ...query,
      filters: [{ or: [{ dimension: stranger, operator: 'equals', values: ['month', '1990-01-01'] }] }],
    }),
    () => ({ ...query, timeDimensions: [{ dimension: stranger, granularity: 'day' }] }),
    () => ({ ...query, order: { [stranger]: 'asc' } }),
    () => ({ ...query, segments: [stranger] }),
    () => ({ ...query, ungrouped: true }),
    () => ({ ...query, subqueryJoins: [{ sql: 'SELECT 1', on: '1 = 1', joinType: 'LEFT', alias: 'x' }] }),
    () => ({ ...query, joinHints: [[view.name, hidden.split('.')[0]]] }),
    () => ({ ...query, maskedMembers: [], memberToAlias: { [hidden]: 'x' } }),
    () => ({ ...query, dimensions: [{ expression: ['SELECT * FROM ops.viewer'], name: 'x', cubeName: view.name }] }),
    () => ({
      ...query,
      filters: [{ member: drawMember(random, view), operator: "equals' OR true --", values: ['x'] }],
    }),
    () => ({
      ...query,
      filters: [{ member: drawMember(random, view), operator: 'equals', values: ["' OR true --", null, {}] }],
    }),
  ])();
}

function drawTime(random: Random, view: AttackedView): Query {
  const dimension = random.pick(view.times);
  const granularity = random.pick(grains.slice(0, 5));
  return random.pick<Query>([
    { dimension, granularity: 'month' },
    { dimension, granularity, dateRange: random.pick(ranges) },
    { dimension, granularity, dateRange: random.pick(ranges) },
    { dimension, dateRange: random.pick(ranges) },
    { dimension, granularity: 'month', compareDateRange: random.some(ranges, 2) },
    random.chance(0.5)
      ? { dimension, granularity: random.pick(grains) }
      : { dimension, dateRange: random.pick(['last week', 'this year', 'from -900 days to now']) },
  ]);
}

function nestFilter(random: Random, view: AttackedView, depth: number, members: readonly string[]): Query {
  if (depth === 0) {
    return drawFilter(random, view, random.chance(0.95) ? random.pick(members) : drawMember(random, view));
  }
  const parts = Array.from({ length: 1 + random.draw(3) }, () => nestFilter(random, view, depth - 1, members));
  return random.chance(0.6) ? { or: parts } : { and: parts };
}

function drawFilter(random: Random, view: AttackedView, member: string): Query {
  const fitting = view.times.includes(member)
    ? timeOperators
    : view.measures.includes(member) || view.numbers.includes(member)
      ? numberOperators
      : [...anyOperators, ...textOperators];
  const operator = random.pick(random.chance(0.97) ? fitting : everyOperator);
  if (operator === 'set' || operator === 'notSet') {
    return { member, operator };
  }
  if (timeOperators.includes(operator)) {
    const range = random.pick(ranges);
    return { member, operator, values: /Range|onThe/.test(operator) ? range : range.slice(0, 1) };
  }
  if (view.measures.includes(member)) {
    return { member, operator, values: [String(random.pick([0, 1, 12, 1000, 25000.5, -3]))] };
  }
  const known = view.values.get(member) ?? [];
  const values = known.length > 0 ? random.some(known, 1 + random.draw(3)) : ['0'];
  const isCut = textOperators.includes(operator) && random.chance(0.4);
  return { member, operator, values: isCut ? values.map((value) => value.slice(0, 1 + random.draw(3))) : values };
}

function drawMember(random: Random, view: AttackedView): string {
  return random.pick([...view.measures, ...view.dimensions, ...view.dimensions, ...view.times]);
}

function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

import { type TestDatabase } from '../../warehouse/src/testing';
import { agreedDisclosures } from '../config/agreed-disclosures.js';
import { changeOutside } from './support/attack/change-outside';
import { listDifferences } from './support/compare';
import { coverMeasures } from './support/cover-measures';
import { startCubeProcess, type CubeProcess, type CubeRow } from './support/cube-process';
import { countOutlets, judgeOutlets, type OutletFigures } from './support/outlet-oracle';
import { cutPeriods, type Grain } from './support/periods';
import { createTestBank, readFixture } from './support/test-bank';

const { outlets: flows } = coverMeasures({
  outlets: [
    'income',
    'cost',
    'cost_income',
    'counter_transactions',
    'teller_fte',
    'transactions_per_fte',
    'visits',
    'queue_minutes',
    'abandonment',
    'digital_customers',
    'digital_share',
  ],
});
const health = coverMeasures({
  outlets: [
    'health_index',
    'health_coverage',
    'scale_score',
    'growth_score',
    'quality_score',
    'productivity_score',
    'risk_score',
    'service_score',
    'digital_score',
  ],
}).outlets;

let database: TestDatabase;
let cube: CubeProcess;
const judgedAt = new Map<string, Awaited<ReturnType<typeof judgeOutlets>>>();
beforeAll(async () => {
  database = await createTestBank({ mart: 'derived', facts: readFixture('outlets.sql') });
  for (const month of ['1990-06-30', '1990-11-30', '1991-01-31', '1991-02-28']) {
    judgedAt.set(month, await judgeOutlets(database.client, month));
  }
  cube = await startCubeProcess(database.url);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

/** First and last day of what is known of outlets: the first opening, and the last of the bank's days. */
const known: [string, string] = ['1961-03-01', '1995-01-01'];
const sum = (rows: OutletFigures[], name: string) => {
  const values = rows.flatMap((row) => (row[name] === null ? [] : [Number(row[name])]));
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
};
const ratio = (a: number | null, b: number | null) => (a === null || !b ? null : a / b);

function addUp(rows: OutletFigures[]): CubeRow {
  const of = (name: string) => sum(rows, name);
  const active = sum(
    rows.filter(({ digital }) => digital !== null),
    'active'
  );
  return {
    income: of('income'),
    cost: of('cost'),
    cost_income: ratio(of('cost'), of('income')),
    counter_transactions: of('postings'),
    teller_fte: of('tellers'),
    transactions_per_fte: ratio(of('postings'), of('tellers')),
    visits: of('issued'),
    queue_minutes: ratio(of('minutes'), of('served')),
    abandonment: ratio((of('issued') ?? 0) - (of('served') ?? 0), of('issued')),
    digital_customers: of('digital'),
    digital_share: ratio(of('digital'), active),
  };
}

interface Case {
  grain: Grain;
  range?: [string, string];
  dimension?: string;
  login?: string;
}
const cases: Case[] = [
  { grain: 'all' },
  { grain: 'all', dimension: 'outlet_code', range: ['1990-05-01', '1991-02-28'] },
  { grain: 'all', dimension: 'setting', range: ['1990-08-15', '1990-08-25'] },
  { grain: 'quarter', dimension: 'region_code', range: ['1990-01-20', '1991-03-31'] },
  { grain: 'week', range: ['1990-06-20', '1990-07-12'] },
  { grain: 'day', range: ['1990-06-29', '1990-07-02'] },
  { grain: 'day', range: ['1990-09-29', '1990-10-01'] },
  { grain: 'day', range: ['1991-03-30', '1991-04-01'] },
  // The last day of a teller of B0406, and the day after it.
  { grain: 'day', range: ['1991-01-05', '1991-01-07'], dimension: 'outlet_code' },
  { grain: 'all', range: ['1992-02-29', '1992-02-29'] },
  { grain: 'all', range: ['1950-01-01', '1950-12-31'] },
  { grain: 'all', range: ['1900-01-01', '2100-01-01'] },
  { grain: 'month', range: ['1990-11-01', '1991-01-31'], login: 'region.R01' },
  { grain: 'month', range: ['1990-05-01', '1990-08-31'], login: 'branch.B0101', dimension: 'outlet_code' },
  { grain: 'month', range: ['1990-05-01', '1990-08-31'], login: 'branch.B0203', dimension: 'outlet_code' },
];

test.each(cases)('flows and shares: %j', async ({ grain, range, dimension, login = 'hq.exec' }) => {
  const answer = await cube.load(login, {
    measures: flows.map((name) => `outlets.${name}`),
    dimensions: dimension ? [`outlets.${dimension}`] : [],
    timeDimensions: range
      ? [{ dimension: 'outlets.date', ...(grain !== 'all' && { granularity: grain }), dateRange: range }]
      : [],
  });
  expect(answer.error).toBeUndefined();
  const expected: CubeRow[] = [];
  for (const period of cutPeriods(grain, range ?? known, known)) {
    const rows = (await countOutlets(database.client, period)).filter((row) =>
      login.startsWith('region')
        ? row.region_code === login.slice(7)
        : !login.startsWith('branch') || row.outlet_code === login.slice(7)
    );
    for (const group of new Set(rows.map((row) => (dimension ? row[dimension] : '')))) {
      const figures = addUp(rows.filter((row) => !dimension || row[dimension] === group));
      if (Object.values(figures).some((value) => value !== null)) {
        expected.push({
          ...figures,
          ...(dimension && { [dimension]: String(group) }),
          ...(grain !== 'all' && { date: `${period.label}T00:00:00.000` }),
        });
      }
    }
  }
  expect(listDifferences('outlets', answer.rows, expected, flows)).toEqual([]);
  expect(answer.rows).toHaveLength(expected.length);
});

test('no tickets are no number where only results are known', async () => {
  const { rows } = await cube.load('branch.B0101', {
    measures: ['outlets.cost', 'outlets.visits', 'outlets.abandonment'],
    timeDimensions: [{ dimension: 'outlets.date', dateRange: ['1992-02-29', '1992-02-29'] }],
  });
  expect(rows).toEqual([{ cost: '12.34', visits: null, abandonment: null }]);
});

/** [what is asked for, the month that it must come from] */
test.each([
  [['1991-02-01', '1991-02-28'], '1991-02-28'],
  [['1990-01-01', '1991-02-27'], '1991-01-31'],
  [['1990-06-30', '1990-06-30'], '1990-06-30'],
  [['1990-12-20', '1990-12-20'], '1990-11-30'],
] as const)('the health index over %j is that of the end of %s', async (dateRange, month) => {
  const answer = await cube.load('hq.exec', {
    measures: health.map((name) => `outlets.${name}`),
    dimensions: ['outlets.outlet_code', 'outlets.peer_group', 'outlets.classification'],
    timeDimensions: [{ dimension: 'outlets.date', dateRange: [...dateRange] }],
  });
  expect(answer.error).toBeUndefined();
  const judged = new Map(judgedAt.get(month));
  expect(judged.size).toBeGreaterThan(30);
  // Closed since the month's end.
  if (dateRange[1] === '1990-12-20') {
    expect(judged.delete('B0404')).toBe(true);
    expect(judged.delete('B0201')).toBe(true);
  }
  const expected = [...judged].map(([code, one]) => ({
    outlet_code: code,
    peer_group: one.peerGroup,
    classification: one.classification,
    health_index: one.index ?? null,
    health_coverage: one.coverage,
    ...Object.fromEntries(Object.entries(one.scores).map(([part, score]) => [`${part}_score`, score ?? null])),
  }));
  expect(listDifferences('outlets', answer.rows, expected, health)).toEqual([]);
  // What is missing is no 0.
  const nulls = (rows: CubeRow[]) => rows.flatMap((row) => health.filter((name) => row[name] === null)).length;
  expect(nulls(answer.rows)).toBe(nulls(expected));
  for (const row of expected.filter(({ peer_group: group }) => group !== 'all')) {
    expect(expected.filter(({ peer_group: group }) => group.startsWith(row.peer_group)).length).toBeGreaterThan(1);
  }
});

test('the index of several outlets is their mean', async () => {
  const range = [{ dimension: 'outlets.date', dateRange: ['1991-02-01', '1991-02-28'] }];
  const ask = (dimensions: string[]) =>
    cube.load('hq.exec', { measures: ['outlets.health_index'], dimensions, timeDimensions: range });
  const single = (await ask(['outlets.outlet_code'])).rows.map((row) => Number(row.health_index));
  const all = Number((await ask([])).rows[0]?.health_index);
  expect(all).toBeCloseTo(single.reduce((a, b) => a + b, 0) / single.length, 6);
});

describe('what managers are told about where their outlets stand', () => {
  const agreed = agreedDisclosures.outlets ?? [];
  const month: [string, string] = ['1991-02-01', '1991-02-28'];
  const standing = {
    measures: health.map((name) => `outlets.${name}`),
    dimensions: ['outlets.outlet_code', 'outlets.peer_group', 'outlets.classification'],
    timeDimensions: [{ dimension: 'outlets.date', dateRange: month }],
  };
  /** Region of each outlet. */
  let regions: Map<string, string>;
  let ofAll: CubeRow[];

  beforeAll(async () => {
    await database.client.query(`
      INSERT INTO ops.viewer (login, role, unit_code, display_name)
      SELECT 'manager.' || unit_code, CASE level WHEN 'region' THEN 'region_manager' ELSE 'branch_manager' END, unit_code, unit_code
      FROM core.org_unit WHERE level IN ('region', 'outlet')`);
    const { rows } = await database.client.query<{ outlet: string; region: string }>(
      `SELECT unit_code AS outlet, parent_code AS region FROM core.org_unit WHERE level = 'outlet'`
    );
    regions = new Map(rows.map(({ outlet, region }) => [outlet, region]));
    ofAll = (await cube.load('hq.exec', standing)).rows;
  });

  /** Outlets whose figures stand for seven others or more beyond a scope, however one looks at them. */
  const listOpen = (isOwn: (outlet: string, other: string) => boolean) =>
    [...(judgedAt.get('1991-02-28') ?? [])]
      .filter(([code, { behind }]) =>
        behind.every((outlets) => outlets.filter((other) => !isOwn(code, other)).length >= 7)
      )
      .map(([code]) => code);

  test('the own outlet as headquarters see it, where seven others or more stand behind every part', async () => {
    const open = listOpen((outlet, other) => outlet === other);
    expect(open.length).toBeGreaterThan(5);
    for (const outlet of regions.keys()) {
      const { rows, status } = await cube.load(`manager.${outlet}`, standing);
      const wanted = ofAll.filter((row) => row.outlet_code === outlet && open.includes(outlet));
      expect([outlet, status, rows]).toEqual([outlet, 200, wanted]);
    }
  });

  test('the outlets of the own region, where seven others or more of other regions stand behind every part', async () => {
    const open = listOpen((outlet, other) => regions.get(outlet) === regions.get(other));
    expect(open.length).toBeGreaterThan(0);
    expect(open.length).toBeLessThan(ofAll.length);
    for (const region of new Set(regions.values())) {
      const { rows } = await cube.load(`manager.${region}`, standing);
      const wanted = ofAll.filter(
        ({ outlet_code: code }) => open.includes(`${code}`) && regions.get(`${code}`) === region
      );
      expect([region, rows]).toEqual([region, wanted]);
    }
  });

  test('nothing but these members changes when everything of other outlets does, and they tell of the own outlet only', async () => {
    const [outlet = ''] = listOpen((one, other) => one === other);
    const members = await readMembers(`manager.${outlet}`);
    const others = members.filter((member) => !agreed.includes(member.slice('outlets.'.length)));
    const ask = async (asked: readonly string[]) => {
      const answers = asked.map((member) =>
        cube.load(`manager.${outlet}`, {
          ...(isFigure(member) ? { measures: [member] } : { dimensions: [member] }),
          timeDimensions: standing.timeDimensions,
        })
      );
      return (await Promise.all(answers)).map(({ rows, status }, index) => [asked[index], status, rows]);
    };
    const before = [await ask(others), await cube.load(`manager.${outlet}`, standing)] as const;
    await changeOutside(database, {
      units: `outlet = '${outlet}'`,
      customers: `c.outlet_code = '${outlet}'`,
    });
    // Cube looks for a new version of the data every two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await ask(others)).toEqual(before[0]);
    const after = await cube.load(`manager.${outlet}`, standing);
    expect(after.rows).not.toEqual(before[1].rows);
    expect(after.rows.map((row) => row.outlet_code).filter((code) => code !== outlet)).toEqual([]);
  });

  const isFigure = (member: string) => [...flows, ...health, 'outlets'].includes(member.slice('outlets.'.length));

  async function readMembers(login: string): Promise<string[]> {
    const { text } = await cube.send(login, '/cubejs-api/v1/meta');
    const names = [...new Set([...text.matchAll(/"name":"(outlets\.\w+)"/g)].flatMap(([, name]) => name ?? []))];
    return names.filter((name) => name !== 'outlets.date');
  }
});

test('a bank with accounts only has its outlets, no rows for what it does not know, and an index of lower coverage', async () => {
  // Tellers alone tell nothing of what goes over the counter: their postings state no operation.
  const plain = await createTestBank({
    mart: 'derived',
    facts: `INSERT INTO core.org_unit (unit_code, level, parent_code, name) VALUES ('S010199', 'staff', 'B0101', 'Teller');
      INSERT INTO core.staff (staff_code, outlet_code, role) VALUES ('S010199', 'B0101', 'teller')`,
  });
  const other = await startCubeProcess(plain.url);
  try {
    expect(Number((await other.load('hq.exec', { measures: ['outlets.outlets'] })).rows[0]?.outlets)).toBeGreaterThan(
      0
    );
    for (const name of [
      'income',
      'cost_income',
      'counter_transactions',
      'transactions_per_fte',
      'queue_minutes',
      'digital_share',
    ]) {
      expect((await other.load('hq.exec', { measures: [`outlets.${name}`] })).rows).toEqual([]);
    }
    expect(Number((await other.load('hq.exec', { measures: ['outlets.teller_fte'] })).rows[0]?.teller_fte)).toBe(1);
    const { rows } = await other.load('hq.exec', { measures: ['outlets.health_index', 'outlets.health_coverage'] });
    expect(Number(rows[0]?.health_coverage)).toBeLessThan(0.61);
    expect(Number(rows[0]?.health_coverage)).toBeGreaterThan(0);
    expect(Number(rows[0]?.health_index)).toBeGreaterThan(0);
    // Of seven outlets an index is told to headquarters only, and filters and groups tell managers nothing either.
    const count = { measures: ['outlets.outlets'] };
    const asBranch = async (query: object) => (await other.load('branch.B0101', query)).rows;
    for (const member of health.map((name) => `outlets.${name}`)) {
      expect(await asBranch({ measures: [member] })).toEqual([]);
      expect(await asBranch({ ...count, filters: [{ member, operator: 'gte', values: ['0'] }] })).toEqual([]);
    }
    expect(await asBranch({ ...count, dimensions: ['outlets.peer_group', 'outlets.classification'] })).toEqual([
      { outlets: '1', peer_group: 'unknown', classification: 'unknown' },
    ]);
  } finally {
    await other.stop();
    await plain.drop();
  }
});

import { type TestDatabase } from '../../warehouse/src/testing';
import { coverMeasures, recordCompared } from './support/cover-measures';
import { startCubeProcess, type CubeProcess, type CubeRow } from './support/cube-process';
import { countStandings, type Level, type Standing } from './support/target-oracle';
import { createTestBank } from './support/test-bank';

const codeOf: Partial<Record<Level, string>> = { region: 'region_code', outlet: 'outlet_code', staff: 'staff_code' };
const counted = coverMeasures({
  targets: ['target', 'actual', 'expected', 'attainment', 'pace_index', 'forecast', 'opening', 'required_rate'],
});
const added = coverMeasures({ targets: ['score', 'score_pace', 'targets'] });
const handedDown = coverMeasures({ targets: ['cascade_gap'] });
const toMember = (name: string) => `targets.${name}`;
const measures = counted.targets.map(toMember);
const levels: Level[] = ['bank', 'region', 'outlet', 'staff'];
const period = (value: string) => ({ member: 'targets.period', operator: 'equals', values: [value] });
const metric = (value: string) => ({ member: 'targets.metric', operator: 'equals', values: [value] });

/** The last day of the data by what it is in its month, quarter and year. */
const days = [
  { name: 'in the middle of a quarter', facts: '' },
  { name: 'on the last day of month, quarter and year', facts: endData('1990-12-31') },
  { name: 'in the first tenth of month, quarter and year', facts: endData('1991-01-02') },
  { name: 'on a holiday that begins everything: no working day gone', facts: endData('1991-01-01') },
  { name: 'on a leap day', facts: endData('1992-02-29') },
];

/** SQL that lets the data end on a day, with a posting on it. */
function endData(day: string): string {
  return `DELETE FROM core.transaction WHERE day > '${day}';
    INSERT INTO core.transaction (transaction_code, account_code, day, direction, amount, own_initiated) VALUES ('LAST', 'A1', '${day}', 'credit', 77.70, true);`;
}

describe.each(days)('data that end $name', ({ facts }) => {
  let database: TestDatabase;
  let cube: CubeProcess;
  beforeAll(async () => {
    database = await createTestBank({ mart: 'derived', facts });
    cube = await startCubeProcess(database.url);
  });
  afterAll(async () => {
    await cube?.stop();
    await database?.drop();
  });
  const ask = (query: object) => cube.load('hq.exec', query);

  test.each(
    levels.flatMap((level) =>
      [
        '1989',
        '1990',
        '1990-Q1',
        '1990-Q3',
        '1991',
        '1991-Q1',
        '1990-12',
        '1991-01',
        '1991-03',
        '1992-02',
        '1992-Q1',
        '1992-12',
      ].map((asked) => [level, asked] as const)
    )
  )('%s level, %s: every measure is that of a count by hand', async (level, asked) => {
    const code = codeOf[level];
    const answer = await ask({
      measures,
      dimensions: ['targets.metric', 'targets.status', ...(code ? [`targets.${code}`] : [])],
      filters: [period(asked)],
    });
    expect(answer.error).toBeUndefined();
    const expected = await countStandings(database.client, level, asked);
    expect(expected.length).toBeGreaterThan(0);
    recordCompared(
      'targets',
      counted.targets,
      expected.map(({ pace, required, ...row }) => ({ ...row, pace_index: pace, required_rate: required }))
    );
    expect(answer.rows.map((row) => toStanding(row, code ?? '')).sort(byKey)).toEqual(expected.map(round).sort(byKey));
  });

  // Of the first region one outlet has no target of salaries.
  test.each(['B01', 'B02'])('sums of several units divide sums, for ratios and the score: %s', async (prefix) => {
    const outlets = (await countStandings(database.client, 'outlet', '1990-Q4')).filter(({ unit }) =>
      unit.startsWith(prefix)
    );
    const answer = await ask({
      measures: [...measures, ...added.targets.map(toMember)],
      dimensions: ['targets.metric'],
      filters: [period('1990-Q4'), { member: 'targets.outlet_code', operator: 'startsWith', values: [prefix] }],
    });
    const sum = (rows: Standing[], read: (row: Standing) => number | null) =>
      rows.reduce((total, row) => total + (read(row) ?? 0), 0);
    for (const row of answer.rows) {
      const own = outlets.filter((one) => one.metric === row.metric);
      expect(Number(row.targets)).toBe(own.length);
      recordCompared('targets', ['targets'], [{ targets: own.length }]);
      expect(Number(row.attainment)).toBeCloseTo(sum(own, (one) => one.actual) / sum(own, (one) => one.target), 9);
      expect(Number(row.pace_index)).toBeCloseTo(sum(own, (one) => one.actual) / sum(own, (one) => one.expected), 9);
    }
    expect(answer.rows).toHaveLength(5);
    const weights: Record<string, number> = {
      deposit_balance: 0.3,
      net_inflow: 0.2,
      salary_inflow: 0.2,
      new_customers: 0.15,
      new_lending: 0.15,
    };
    const parts = Object.entries(weights).map(([name, weight]) => {
      const own = outlets.filter((one) => one.metric === name);
      const share = sum(own, (one) => one.actual) / sum(own, (one) => one.target);
      const due = sum(own, (one) => one.expected) / sum(own, (one) => one.target);
      return { score: weight * Math.min(share, 1.2), due: weight * due };
    });
    const whole = await ask({
      measures: ['targets.score', 'targets.score_pace'],
      filters: [period('1990-Q4'), { member: 'targets.outlet_code', operator: 'startsWith', values: [prefix] }],
    });
    const score = parts.reduce((total, part) => total + part.score, 0);
    recordCompared('targets', added.targets, [
      { score, score_pace: score / parts.reduce((total, part) => total + part.due, 0) },
    ]);
    expect(Number(whole.rows[0]?.score)).toBeCloseTo(score, 9);
    expect(Number(whole.rows[0]?.score_pace)).toBeCloseTo(
      score / parts.reduce((total, part) => total + part.due, 0),
      9
    );
    expect(answer.rows.reduce((total, row) => total + Number(row.score), 0)).toBeCloseTo(score, 9);
  });
});

describe('what a query leaves open', () => {
  let database: TestDatabase;
  let cube: CubeProcess;
  beforeAll(async () => {
    database = await createTestBank({ mart: 'derived' });
    cube = await startCubeProcess(database.url);
  });
  afterAll(async () => {
    await cube?.stop();
    await database?.drop();
  });
  const targetOf = async (login: string, query: object) => {
    const answer = await cube.load(login, { measures: ['targets.target'], ...query });
    expect(answer.error).toBeUndefined();
    return answer.rows;
  };
  const stated = async (unit: string, asked: string) =>
    (
      await database.client.query<{ target: string }>(
        `SELECT target FROM core.target WHERE metric = 'net_inflow' AND unit_code = $1 AND period = $2`,
        [unit, asked]
      )
    ).rows.map(({ target }) => ({ target }));

  test('the level is that of the viewer, the period the current quarter', async () => {
    const filters = [metric('net_inflow')];
    expect(await targetOf('hq.exec', { filters })).toEqual(await stated('HQ', '1991-Q1'));
    expect(await targetOf('region.R02', { filters })).toEqual(await stated('R02', '1991-Q1'));
    expect(await targetOf('branch.B0101', { filters })).toEqual(await stated('B0101', '1991-Q1'));
  });

  test('the level is that of the finest unit asked for, in dimensions or filters', async () => {
    const region = { member: 'targets.region_code', operator: 'equals', values: ['R01'] };
    expect(await targetOf('hq.exec', { filters: [metric('net_inflow'), region] })).toEqual(
      await stated('R01', '1991-Q1')
    );
    expect(
      (await targetOf('hq.exec', { dimensions: ['targets.outlet'], filters: [metric('net_inflow'), region] }))
        .map((row) => row.outlet)
        .sort()
    ).toEqual(['Harbour', 'Market', 'Mill']);
    expect(
      (await targetOf('branch.B0101', { dimensions: ['targets.staff_code'], filters: [metric('net_inflow')] }))
        .map((row) => row.staff_code)
        .sort()
    ).toEqual(['S010101', 'S010102']);
  });

  test('a kind of period alone means the current one', async () => {
    const kind = (value: string) => ({ member: 'targets.period_kind', operator: 'equals', values: [value] });
    for (const [value, asked] of [
      ['month', '1991-03'],
      ['quarter', '1991-Q1'],
      ['year', '1991'],
    ] as const) {
      expect(await targetOf('hq.exec', { filters: [metric('net_inflow'), kind(value)] })).toEqual(
        await stated('HQ', asked)
      );
    }
    expect(
      (await targetOf('hq.exec', { dimensions: ['targets.period_kind'], filters: [metric('net_inflow')] })).length
    ).toBe(3);
  });

  test('levels and periods asked for as dimensions stand side by side', async () => {
    const rows = await targetOf('region.R01', {
      dimensions: ['targets.level', 'targets.metric'],
      filters: [metric('net_inflow')],
    });
    expect(rows.map((row) => row.level).sort()).toEqual(['outlet', 'region', 'staff']);
    const months = await targetOf('hq.exec', {
      dimensions: ['targets.period'],
      filters: [metric('net_inflow'), { member: 'targets.period_kind', operator: 'equals', values: ['month'] }],
    });
    expect(months).toHaveLength(36);
  });

  test('an empty scope and a metric without a target answer with no rows', async () => {
    expect(
      await targetOf('branch.B0203', {
        filters: [metric('net_inflow'), { member: 'targets.outlet_code', operator: 'equals', values: ['B0101'] }],
      })
    ).toEqual([]);
    expect(await targetOf('hq.exec', { filters: [metric('profit')] })).toEqual([]);
    expect(
      await targetOf('hq.exec', {
        filters: [metric('salary_inflow'), { member: 'targets.outlet_code', operator: 'equals', values: ['B0103'] }],
      })
    ).toEqual([]);
    expect(await targetOf('hq.exec', { filters: [metric('net_inflow'), period('2024')] })).toEqual([]);
  });

  test('the part of a target that was not handed down is shown', async () => {
    const rows = (
      await cube.load('hq.exec', { measures: handedDown.targets.map(toMember), dimensions: ['targets.metric'] })
    ).rows;
    const { rows: wanted } = await database.client.query(
      `SELECT metric, (SELECT target FROM core.target h WHERE h.metric = t.metric AND h.unit_code = 'HQ' AND h.period = '1991-Q1') - sum(target) AS cascade_gap
       FROM core.target t WHERE period = '1991-Q1' AND unit_code LIKE 'R%' GROUP BY metric`
    );
    const order = (one: CubeRow, other: CubeRow) => String(one.metric).localeCompare(String(other.metric));
    recordCompared('targets', handedDown.targets, wanted);
    expect([...rows].sort(order)).toEqual(wanted.sort(order));
  });

  test.each<[string, object, RegExp]>([
    [
      'a target of all metrics',
      { measures: ['targets.target'] },
      /targets\.target of several metrics.*targets\.metric/,
    ],
    [
      'an actual of all metrics',
      { measures: ['targets.actual'], dimensions: ['targets.outlet_code'] },
      /units do not add/,
    ],
    ['a ratio of all metrics', { measures: ['targets.pace_index'] }, /targets\.score/],
    [
      'two metrics at once',
      { measures: ['targets.target'], filters: [{ ...metric('net_inflow'), values: ['net_inflow', 'new_customers'] }] },
      /units do not add/,
    ],
    [
      'all but one metric',
      { measures: ['targets.target'], filters: [{ ...metric('net_inflow'), operator: 'notEquals' }] },
      /units do not add/,
    ],
    [
      'one metric or a unit',
      {
        measures: ['targets.target'],
        filters: [{ or: [metric('net_inflow'), { member: 'targets.unit', operator: 'set' }] }],
      },
      /units do not add/,
    ],
    [
      'two levels',
      {
        measures: ['targets.score'],
        filters: [{ member: 'targets.level', operator: 'equals', values: ['bank', 'region'] }],
      },
      /Levels are not added up/,
    ],
    [
      'any level but one',
      { measures: ['targets.score'], filters: [{ member: 'targets.level', operator: 'notEquals', values: ['bank'] }] },
      /Levels are not added up/,
    ],
    [
      'a month and its year',
      { measures: ['targets.score'], filters: [{ ...period('1990'), values: ['1990', '1990-01'] }] },
      /kinds are not added up/,
    ],
    [
      'periods by a part of their name',
      { measures: ['targets.score'], filters: [{ ...period('1990'), operator: 'contains' }] },
      /kinds are not added up/,
    ],
    [
      'two kinds of period',
      {
        measures: ['targets.score'],
        filters: [{ member: 'targets.period_kind', operator: 'equals', values: ['month', 'year'] }],
      },
      /Kinds of period/,
    ],
    [
      'a date',
      {
        measures: ['targets.score'],
        timeDimensions: [{ dimension: 'targets.period', dateRange: ['1990-01-01', '1990-12-31'] }],
      },
      /has no date/,
    ],
  ])('%s is refused with the remedy', async (_name, query, message) => {
    for (const login of ['hq.exec', 'branch.B0101']) {
      const answer = await cube.load(login, query);
      expect(answer).toMatchObject({ status: 400, rows: [] });
      expect(answer.error).toMatch(message);
    }
  });
});

function toStanding(row: CubeRow, code: string): Standing {
  const read = (name: string) => (row[name] === null || row[name] === undefined ? null : Number(row[name]));
  return round({
    metric: String(row.metric),
    unit: code === '' ? 'HQ' : String(row[code]),
    target: Number(row.target),
    actual: read('actual'),
    expected: read('expected'),
    attainment: read('attainment'),
    pace: read('pace_index'),
    forecast: read('forecast'),
    opening: read('opening'),
    required: read('required_rate'),
    status: String(row.status),
  });
}

function round(standing: Standing): Standing {
  const cut = (value: number | null) => (value === null ? null : Math.round(value * 1e6) / 1e6 + 0);
  const { expected, attainment, pace, forecast, actual, opening, required } = standing;
  return {
    ...standing,
    actual: cut(actual),
    expected: cut(expected),
    attainment: cut(attainment),
    pace: cut(pace),
    forecast: cut(forecast),
    opening: cut(opening),
    required: cut(required),
  };
}

function byKey(one: Standing, other: Standing): number {
  return `${one.metric} ${one.unit}`.localeCompare(`${other.metric} ${other.unit}`);
}

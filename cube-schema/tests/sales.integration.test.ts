import { type TestDatabase } from '../../warehouse/src/testing';
import { listDifferences } from './support/compare';
import { coverMeasures, recordCompared } from './support/cover-measures';
import { startCubeProcess, type CubeProcess } from './support/cube-process';
import { plain, salesCases as cases, salesViews as views, type SalesCase as Case } from './support/sales-cases';
import { askSalesOracle } from './support/sales-oracle';
import { createTestBank, readFixture } from './support/test-bank';

const covered = coverMeasures({
  contacts: ['contacts', 'accepted', 'acceptance_rate', 'revenue', 'cost', 'profit'],
  referrals: ['invitations', 'activations', 'activation_rate', 'reward', 'referrers', 'k_factor', 'chain_depth'],
  campaigns: [
    'contacted',
    'responded',
    'response_rate',
    'control',
    'control_rate',
    'uplift',
    'uplift_low',
    'uplift_high',
    'revenue',
    'cost',
  ],
  funnel: ['sessions', 'visitors', 'customers_at_step', 'step_rate', 'overall_rate', 'median_minutes', 'p90_minutes'],
  competitor_rates: ['rate', 'own_rate', 'gap', 'offers'],
});
/** Compared in tests of their own: they need other rows than the rest. */
const apart = ['referrals.k_factor', 'campaigns.cost'];
const ofStep = ['customers_at_step', 'step_rate', 'median_minutes', 'p90_minutes'];
/** First and last day of what is known, as the facts say it. */
const known = {
  contacts: ['1990-01-20', '1992-02-29'],
  referrals: ['1990-01-15', '1991-04-30'],
  campaigns: ['1990-09-01', '1990-11-19'],
  funnel: ['1990-02-01', '1992-02-29'],
  competitor_rates: ['1990-02-01', '1991-03-17'],
} as const;
let database: TestDatabase;
let cube: CubeProcess;
beforeAll(async () => {
  database = await createTestBank({ timeZone: 'Europe/Madrid', mart: 'derived', facts: readFixture('sales.sql') });
  cube = await startCubeProcess(database.url);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

/** What the case may ask: some measures need a journey, some a step as well. */
function listMeasures({ view, dimensions, where = '' }: Case): string[] {
  const all: string[] = covered[view].filter((measure) => !apart.includes(`${view}.${measure}`));
  const has = (name: string) => dimensions.some((each) => each.startsWith(name)) || where.includes(name);
  const left = view !== 'funnel' || has('step') ? [] : has('journey') ? ofStep : [...ofStep, 'overall_rate'];
  return all.filter((measure) => !left.includes(measure));
}

function ask({ view, dimensions, grain, range: days, login = 'hq.exec', filters = [] }: Case, measures: string[]) {
  return cube.load(login, {
    measures: measures.map((measure) => `${view}.${measure}`),
    dimensions: dimensions.map((name) => `${view}.${name}`),
    timeDimensions: days
      ? [{ dimension: `${view}.date`, ...(grain !== 'all' && { granularity: grain }), dateRange: days }]
      : [],
    filters,
  });
}

test.each(
  cases.map(
    (one) =>
      [
        `${one.view} by ${[...one.dimensions, one.grain].join(', ')} ${one.range?.join(' - ') ?? 'over everything'} ${one.login ?? ''} ${one.where ?? ''}`,
        one,
      ] as const
  )
)('%s', async (_name, one) => {
  const measures = listMeasures(one);
  const answer = await ask(one, measures);
  expect(answer.error).toBeUndefined();
  const toTexts = (row: (typeof answer.rows)[number]) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        value !== null && !measures.includes(name) ? String(name === 'min_amount' ? Number(value) : value) : value,
      ])
    );
  const expected = await askSalesOracle(database.client, one, known[one.view]);
  expect(
    listDifferences(
      one.view,
      answer.rows.map(toTexts),
      expected.map((row) =>
        toTexts(
          Object.fromEntries(
            Object.entries(row).filter(([name]) => [...one.dimensions, ...measures, 'date'].includes(name))
          )
        )
      ),
      measures
    )
  ).toEqual([]);
  // Who has rows at all is told apart from zeros.
  if (one.login === 'branch.B0301' && one.view !== 'competitor_rates') {
    expect(answer.rows).toEqual([]);
  } else if (one.range === undefined) {
    expect(answer.rows.length).toBeGreaterThan(0);
  }
});

describe('campaigns', () => {
  const cost = async (dimensions: string[], login = 'hq.exec') =>
    (await ask({ view: 'campaigns', dimensions, grain: 'all', login }, ['cost', 'responded', 'cost_per_response']))
      .rows;

  test('bear their fixed cost in even shares that add up to it, however it is cut', async () => {
    const { rows } = await database.client.query<{ cents: string }>(
      `SELECT ((SELECT sum(fixed_cost) FROM core.campaign) + (SELECT sum(cost) FROM core.campaign_member WHERE NOT is_control)) * 100 AS cents`
    );
    const total = Math.round(Number(rows[0]?.cents));
    recordCompared('campaigns', ['cost'], [{ cost: total / 100 }, { cost: '12.34' }]);
    for (const dimensions of [
      [],
      ['campaign'],
      ['channel', 'outlet_code'],
      ['campaign_code', 'region_code', 'channel'],
    ]) {
      expect((await cost(dimensions)).reduce((sum, row) => sum + Number(row.cost) * 100, 0)).toBeCloseTo(total, 6);
    }
    const byDay = await cube.load('hq.exec', {
      measures: ['campaigns.cost'],
      timeDimensions: [{ dimension: 'campaigns.date', granularity: 'day', dateRange: ['1900-01-01', '2100-01-01'] }],
    });
    const undated = await database.client.query<{ cents: string }>(
      `SELECT sum(cost + CASE campaign_code WHEN 'K1' THEN 100.45 / 122 ELSE 77.77 / 77 END) * 100 AS cents FROM core.campaign_member WHERE NOT is_control AND contacted_on IS NULL`
    );
    expect(byDay.rows.reduce((sum, row) => sum + Number(row.cost) * 100, 0)).toBeCloseTo(
      total - Number(undated.rows[0]?.cents),
      6
    );
  });

  test('cost of one that contacted nobody stands on its first day', async () => {
    const rows = await cost(['campaign']);
    expect(rows.find((row) => row.campaign === 'Never done')).toMatchObject({ cost: '12.34', cost_per_response: null });
    for (const row of rows.filter(({ responded }) => Number(responded) > 0)) {
      expect(Number(row.cost_per_response)).toBeCloseTo(Number(row.cost) / Number(row.responded), 9);
    }
  });

  test('have no control rate and no uplift without a control group', async () => {
    const answer = await ask({ view: 'campaigns', dimensions: ['campaign'], grain: 'all' }, [
      'response_rate',
      'control_rate',
      'uplift',
      'uplift_low',
      'uplift_high',
    ]);
    const loans = answer.rows.find((row) => row.campaign === 'Loans for all');
    expect(loans).toMatchObject({ control_rate: null, uplift: null, uplift_low: null, uplift_high: null });
    expect(Number(loans?.response_rate)).toBeGreaterThan(0);
    const whole = await ask({ view: 'campaigns', dimensions: [], grain: 'all' }, ['uplift']);
    expect(whole.rows[0]?.uplift).toBe(answer.rows.find((row) => row.campaign === 'Autumn savings')?.uplift);
  });
});

describe('referrals', () => {
  test.each([[[]], [['region_code']], [['outlet_code']]] as Array<[string[]]>)(
    'K factor by %s divides by the customers on the last day',
    async (dimensions) => {
      for (const days of [
        ['1990-03-01', '1990-06-30'],
        ['1990-01-01', '1991-04-30'],
      ] as const) {
        const answer = await ask({ view: 'referrals', dimensions, grain: 'all', range: days }, [
          'k_factor',
          'invitations',
        ]);
        expect(answer.error).toBeUndefined();
        const group =
          dimensions.length > 0
            ? `GROUP BY ${dimensions.map((name) => (name === 'outlet_code' ? 'c.outlet_code' : 'o.parent_code')).join()}`
            : '';
        const { rows } = await database.client.query<{ unit: string; k: number }>(
          `SELECT ${dimensions.length === 0 ? `'all'` : dimensions[0] === 'outlet_code' ? 'c.outlet_code' : 'o.parent_code'} AS unit,
           (sum((SELECT count(*) FROM core.referral r WHERE r.referrer_code = c.customer_code AND r.activated_on IS NOT NULL AND r.invited_on BETWEEN $1 AND $2))
             / nullif(count(*) FILTER (WHERE c.customer_since <= $2), 0))::float AS k
         FROM core.customer c JOIN core.org_unit o ON o.unit_code = c.outlet_code ${group}`,
          [...days]
        );
        const found = new Map(
          answer.rows.map((row) => [dimensions.length === 0 ? 'all' : row[dimensions[0] ?? ''], Number(row.k_factor)])
        );
        recordCompared(
          'referrals',
          ['k_factor'],
          rows.map(({ k }) => ({ k_factor: k }))
        );
        for (const { unit, k } of rows) {
          expect([unit, found.get(unit) ?? 0]).toEqual([unit, expect.closeTo(k, 9)]);
        }
      }
    }
  );

  test('K factor of single people is refused', async () => {
    const answer = await ask({ view: 'referrals', dimensions: ['referrer'], grain: 'all' }, ['k_factor']);
    expect(answer).toMatchObject({
      status: 400,
      error: expect.stringContaining('leave referrals.referrer out, or ask referrals.activation_rate'),
    });
  });

  test('chains: four people in a row, and none of those who brought each other', async () => {
    const depthOf = async (referrer: string) =>
      (
        await ask(
          {
            view: 'referrals',
            dimensions: [],
            grain: 'all',
            filters: [{ member: 'referrals.referrer', operator: 'equals', values: [referrer] }],
          },
          ['chain_depth', 'activations']
        )
      ).rows[0];
    expect(await depthOf('C4')).toMatchObject({ chain_depth: 4 });
    expect(await depthOf('C6')).toMatchObject({ chain_depth: null });
  });
});

describe('a funnel refuses what means nothing', () => {
  const refusal = async (query: object) => {
    const answer = await cube.load('hq.exec', query);
    return [answer.status, answer.error];
  };
  test.each([
    [
      'a rate without a journey',
      ['funnel.overall_rate'],
      [],
      'add the dimension funnel.journey, or a filter that funnel.journey equals one journey',
    ],
    ['steps of all journeys', ['funnel.customers_at_step'], ['funnel.step'], 'several journeys has no meaning'],
    [
      'a step rate without a step',
      ['funnel.step_rate'],
      ['funnel.journey'],
      'add the dimension funnel.step or funnel.step_order, or a filter that one of them equals one step',
    ],
    [
      'a median without a step',
      ['funnel.median_minutes'],
      ['funnel.journey'],
      'Over a whole journey ask funnel.overall_rate',
    ],
  ])('%s', async (_name, measures, dimensions, message) => {
    expect(await refusal({ measures, dimensions })).toEqual([400, expect.stringContaining(message)]);
  });

  test('two steps, or two journeys, in a filter', async () => {
    const filter = (member: string, ...values: string[]) => ({
      member: `funnel.${member}`,
      operator: 'equals',
      values,
    });
    expect(
      await refusal({
        measures: ['funnel.step_rate'],
        filters: [filter('journey', 'deposit'), filter('step', 'terms', 'signed')],
      })
    ).toEqual([400, expect.stringContaining('needs to know the step')]);
    expect(
      await refusal({
        measures: ['funnel.overall_rate'],
        filters: [filter('journey', 'deposit'), filter('step', 'terms', 'signed')],
      })
    ).toEqual([400, expect.stringContaining('Steps do not add')]);
    expect(
      await refusal({ measures: ['funnel.overall_rate'], filters: [filter('journey', 'deposit', 'transfer')] })
    ).toEqual([400, expect.stringContaining('several journeys')]);
  });
});

test('a bank without any of it answers with no rows', async () => {
  const empty = await createTestBank({ mart: 'derived' });
  const other = await startCubeProcess(empty.url);
  try {
    for (const view of views) {
      const dimensions = plain[view].map((name) => `${view}.${name}`);
      const answer = await other.load('hq.exec', {
        measures: covered[view].map((measure) => `${view}.${measure}`),
        dimensions,
      });
      expect([view, answer.error, answer.rows]).toEqual([view, undefined, []]);
    }
    // A bank may have rates and nothing else: its days are theirs, and the datasource answers.
    await empty.client.query(
      `DELETE FROM mart.horizon; INSERT INTO mart.horizon (domain, first_day, last_day) VALUES ('rates', '2026-06-19', '2026-07-31')`
    );
    expect(JSON.parse((await other.send('hq.exec', '/branchlight/v1/viewer')).text)).toMatchObject({
      bank: { firstDay: '2026-06-19', lastDay: '2026-07-31' },
    });
  } finally {
    await other.stop();
    await empty.drop();
  }
});

import { type TestDatabase } from '../../warehouse/src/testing';
import { listDifferences } from './support/compare';
import { compareView, type ViewCase } from './support/compare-views';
import { coverMeasures } from './support/cover-measures';
import { startCubeProcess, type CubeProcess, type CubeRow } from './support/cube-process';
import { countBank, type CountedBank } from './support/fact-views';
import { judgeBank } from './support/facts/health-view';
import { countTargets, type Level } from './support/facts/target-view';
import { type Grain } from './support/periods';
import { createDemoBank } from './support/known-banks';

// The demo bank, with every subject, against its own core tables read row by row. Made-up banks in the other files hold the odd cases.
const covered = coverMeasures({
  deposits: ['balance_end', 'balance_avg_daily', 'net_inflow', 'credits', 'debits', 'accounts'],
  customers: ['customers', 'active_customers', 'new_customers', 'products_per_customer', 'aum'],
  loans: ['loans', 'principal', 'outstanding', 'npl_share', 'new_loans', 'new_principal'],
  cards: ['cards', 'active_cards', 'spend'],
  salary: ['salary_inflow', 'payroll_customers', 'payroll_penetration', 'stickiness_30d'],
  signals: ['signals', 'strength_avg'],
  customer_360: ['customers', 'aum', 'balance'],
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
    'cost_per_response',
  ],
  funnel: ['sessions', 'visitors', 'customers_at_step', 'step_rate', 'overall_rate', 'median_minutes', 'p90_minutes'],
  competitor_rates: ['rate', 'own_rate', 'gap', 'offers'],
  outlets: [
    'outlets',
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
const { outlets: health } = coverMeasures({
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
});
const { targets } = coverMeasures({
  targets: ['target', 'actual', 'expected', 'attainment', 'pace_index', 'forecast', 'opening', 'required_rate'],
});

jest.setTimeout(300_000);
let database: TestDatabase;
let cube: CubeProcess;
let bank: CountedBank;
beforeAll(async () => {
  database = await createDemoBank();
  [cube, bank] = await Promise.all([startCubeProcess(database.url), countBank(database.client)]);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

const partial = ['2025-02-14', '2025-09-17'] as const;
const dimensionsOf: Record<string, string[]> = {
  deposits: ['region_code', 'outlet', 'product', 'tier'],
  customers: ['region', 'outlet_code', 'tier', 'segment', 'age_band', 'sex'],
  loans: ['region_code', 'outlet_code', 'product', 'status'],
  cards: ['region_code', 'outlet_code', 'product'],
  salary: ['region_code', 'outlet_code'],
  'salary by employer': ['employer'],
  signals: ['region_code', 'outlet_code', 'signal', 'staff_code', 'customer_code'],
  customer_360: ['region_code', 'outlet_code', 'tier', 'segment', 'age_band', 'consent', 'next_product', 'staff_code'],
  outlets: ['region_code', 'outlet_code', 'setting'],
  contacts: ['region_code', 'outlet_code', 'channel', 'disposition', 'purpose', 'staff_code'],
  referrals: ['region_code', 'outlet_code', 'channel', 'staff_code', 'referrer'],
  'referrals by customer': ['region_code', 'outlet_code'],
  campaigns: ['region_code', 'outlet_code', 'campaign', 'channel', 'product'],
  'campaigns by cost': ['region_code', 'outlet_code', 'campaign_code', 'channel', 'product'],
  funnel: ['region_code', 'variant', 'app_version'],
  competitor_rates: ['bank', 'product', 'term_months'],
};
/** Dimensions without which measures have no meaning. */
const needed: Record<string, string[]> = { funnel: ['journey', 'step'] };
const ofPlaces = (dimensions: string[]) => dimensions.includes('region_code') || dimensions.includes('region');
const withStaff = ['signals', 'customer_360', 'contacts', 'referrals'];

function listCases(name: string): ViewCase[] {
  const always = needed[name] ?? [];
  const own = dimensionsOf[name] ?? [];
  const hasDate = name !== 'customer_360';
  const dimensions = name === 'salary by employer' ? own : always;
  const logins = ['region.R01', 'branch.B0101', ...(withStaff.includes(name) ? ['staff.S010101'] : [])];
  const dated: ViewCase[] = [
    // Days around both changes of the clock; the first and the last of the data, and a leap day before them.
    ...(
      [
        ['2025-03-29', '2025-03-31'],
        ['2025-10-25', '2025-10-27'],
        ['2024-02-28', '2024-03-01'],
        ['2024-06-29', '2024-07-02'],
        ['2026-06-29', '2026-07-02'],
      ] as const
    ).map((range) => ({ dimensions, grain: 'day' as const, range })),
    ...(['week', 'month', 'quarter', 'year', 'all'] as Grain[]).map((grain) => ({ dimensions, grain, range: partial })),
    ...own.map((dimension) => ({ dimensions: [...always, dimension], grain: 'quarter' as const, range: partial })),
    { dimensions, range: ['1990-01-01', '1990-12-31'] },
    { dimensions, range: ['1900-01-01', '2100-01-01'] },
  ];
  return [
    { dimensions },
    ...own.map((dimension) => ({ dimensions: [...always, dimension] })),
    ...(hasDate ? dated : []),
    ...(ofPlaces(own)
      ? [
          ...logins.map((login) => ({
            login,
            dimensions,
            ...(hasDate && { grain: 'month' as const, range: partial }),
          })),
          { dimensions, only: { name: 'outlet_code', value: 'B0000' } },
          { dimensions, only: { name: 'outlet_code', value: 'B0101' } },
        ]
      : []),
  ];
}

test.each(Object.keys(dimensionsOf))('%s is what the core tables say', async (name) => {
  const view = name.split(' ')[0] ?? '';
  const counter = bank.views.get(name) ?? bank.views.get(view);
  if (!counter) {
    throw new Error(`The demo bank has nothing for ${name}`);
  }
  const measures = counter.measures.filter(
    (measure) => name !== 'salary by employer' || measure !== 'payroll_penetration'
  );
  expect(covered[view as keyof typeof covered]).toEqual(expect.arrayContaining([...measures]));
  const { faults, rows } = await compareView(
    cube,
    view,
    { ...counter, measures },
    listCases(name).map((one) => ({ ...one, measures }))
  );
  expect(faults).toEqual([]);
  expect(rows).toBeGreaterThan(30);
});

/** [what is asked for, the month that it must come from] */
test.each([
  [['2026-06-01', '2026-06-30'], '2026-06-30'],
  [['2025-01-01', '2025-09-17'], '2025-08-31'],
] as const)('the health index over %j is that of the end of %s', async (range, month) => {
  const answer = await cube.load('hq.exec', {
    measures: health.map((name) => `outlets.${name}`),
    dimensions: ['outlets.outlet_code', 'outlets.peer_group', 'outlets.classification'],
    timeDimensions: [{ dimension: 'outlets.date', dateRange: range }],
  });
  expect(answer.error).toBeUndefined();
  const judged = await judgeBank(database.client, bank.facts, bank.flows, month);
  const expected = [...judged].map(([code, one]): CubeRow => ({
    outlet_code: code,
    peer_group: one.peerGroup,
    classification: one.classification,
    health_index: one.index ?? null,
    health_coverage: one.coverage,
    ...Object.fromEntries(Object.entries(one.scores).map(([part, score]) => [`${part}_score`, score ?? null])),
  }));
  expect(listDifferences('outlets', answer.rows, expected, health)).toEqual([]);
  expect(expected.length).toBeGreaterThan(50);
});

/** One for every target, and nothing that was not handed down: no more can be told of this bank. */
const alike = ['cascade_gap', 'targets'];
const codeOf = { bank: undefined, region: 'region_code', outlet: 'outlet_code', staff: 'staff_code' };
test.each(
  (['bank', 'region', 'outlet', 'staff'] as Level[]).flatMap((level) =>
    ['2025-07', '2026-06', '2026-Q2', '2026', '2026-12'].map((period) => [level, period] as const)
  )
)('targets of the level %s for %s stand where the facts say', async (level, period) => {
  const code = codeOf[level];
  const answer = await cube.load('hq.exec', {
    measures: [...targets, ...alike].map((name) => `targets.${name}`),
    dimensions: ['targets.metric', 'targets.status', ...(code ? [`targets.${code}`] : [])],
    filters: [{ member: 'targets.period', operator: 'equals', values: [period] }],
    limit: 50_000,
  });
  expect(answer.error).toBeUndefined();
  const expected = (await countTargets(database.client, bank.facts, level, period)).map(({ unit, ...row }) => ({
    ...row,
    ...(code && { [code]: unit ?? null }),
  }));
  expect(expected.length).toBeGreaterThan(4);
  expect(listDifferences('targets', answer.rows, expected, [...targets, ...alike])).toEqual([]);
});

describe('rollups', () => {
  const range = ['2025-02-14', '2025-09-17'] as const;
  const set = (member: string) => [{ member, operator: 'set' }];
  const shapes = [
    { dimensions: [], grain: 'all' },
    { dimensions: ['region_code'], grain: 'month' },
    { dimensions: ['outlet_code'], grain: 'all' },
  ];
  /** Views that a rollup by outlet answers, and a filter that holds for every row but is on a dimension that the rollup does not have. */
  const byOutlet = [
    { view: 'deposits', measures: covered.deposits, missed: set('deposits.product') },
    { view: 'deposits', measures: covered.deposits, missed: set('deposits.tier') },
    { view: 'customers', measures: covered.customers, missed: set('customers.tier') },
    { view: 'customers', measures: covered.customers, missed: set('customers.age_band') },
    { view: 'salary', measures: ['payroll_customers'], missed: set('salary.employer') },
  ];
  /** Views whose cells are added up from the last checkpoint on. */
  const ofCells = [
    { view: 'customers', measures: ['customers', 'active_customers', 'aum'] },
    { view: 'loans', measures: ['loans', 'principal', 'outstanding', 'npl_share'] },
    { view: 'cards', measures: ['cards', 'active_cards', 'spend'] },
    { view: 'salary', measures: ['payroll_penetration'] },
    { view: 'outlets', measures: ['digital_share'] },
    { view: 'referrals', measures: ['k_factor'] },
  ];
  const ask = async (
    view: string,
    measures: readonly string[],
    shape: (typeof shapes)[number],
    filters: object[] = []
  ) => {
    const answer = await cube.load('hq.exec', {
      measures: measures.map((name) => `${view}.${name}`),
      dimensions: shape.dimensions.map((name) => `${view}.${name}`),
      timeDimensions: [
        { dimension: `${view}.date`, dateRange: range, ...(shape.grain !== 'all' && { granularity: shape.grain }) },
      ],
      filters,
    });
    expect(answer.error).toBeUndefined();
    expect(answer.rows.length).toBeGreaterThan(0);
    return answer.rows;
  };
  const askAll = async (filtersOf: (one: (typeof byOutlet)[number]) => object[]) => {
    const answers: CubeRow[][] = [];
    for (const one of byOutlet) {
      for (const shape of shapes) {
        answers.push(await ask(one.view, one.measures, shape, filtersOf(one)));
      }
    }
    return answers;
  };
  const askCells = async () => {
    const answers: CubeRow[][] = [];
    for (const { view, measures } of ofCells) {
      answers.push(await ask(view, measures, { dimensions: ['region_code'], grain: 'month' }));
    }
    return answers;
  };
  const differ = (some: CubeRow[][], others: CubeRow[][]) =>
    some.map((rows, index) => {
      const measures =
        (byOutlet.length * shapes.length === some.length ? byOutlet[Math.floor(index / shapes.length)] : ofCells[index])
          ?.measures ?? [];
      return listDifferences('', rows, others[index] ?? [], measures).length > 0;
    });
  /** Changes rows of the mart, and waits until Cube has to look for a new version of the data, which it does every two seconds. */
  const change = async (statements: string) => {
    await database.client.query(`${statements}; UPDATE ops.data_version SET version = version + 1`);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
  };

  test('hit and missed give the same figures, and each is read where it should be', async () => {
    const [hit, missed, cells] = [await askAll(() => []), await askAll((one) => one.missed), await askCells()];
    expect(differ(hit, missed)).toEqual(hit.map(() => false));

    // With rollups that say something else, what hits them does too, and what misses them does not.
    await change(
      `UPDATE mart.deposit_outlet_day SET balance = balance + 1; UPDATE mart.payroll_day SET payroll_customers = payroll_customers + 1;
      UPDATE mart.customer_state SET customers = customers + 1, active_customers = active_customers + 1 WHERE NOT is_detailed;
      UPDATE mart.loan_state SET loans = loans + 1; UPDATE mart.card_state SET cards = cards + 1`
    );
    expect(differ(await askAll(() => []), hit)).toEqual(hit.map(() => true));
    expect(differ(await askCells(), cells)).toEqual(cells.map(() => true));
    expect(differ(await askAll((one) => one.missed), missed)).toEqual(missed.map(() => false));

    // Without checkpoints everything is added up from the first day on.
    await change(
      'UPDATE mart.payroll_day SET payroll_customers = payroll_customers - 1; DELETE FROM mart.customer_state; DELETE FROM mart.loan_state; DELETE FROM mart.card_state; DELETE FROM mart.checkpoint'
    );
    expect(differ(await askCells(), cells)).toEqual(cells.map(() => false));
  });
});

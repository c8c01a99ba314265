import { type TestDatabase } from '../../warehouse/src/testing';
import { compareView, type ViewCase } from './support/compare-views';
import { startCubeProcess, type CubeProcess } from './support/cube-process';
import { countBank, type CountedBank } from './support/fact-views';
import { type Grain } from './support/periods';
import { isHere, loadPublicBank, type PublicBank } from './support/known-banks';

/** What each data set knows: by view the dimensions it is asked by. */
const banks: Record<
  PublicBank,
  {
    range: readonly [string, string];
    days: Array<readonly [string, string]>;
    views: Record<string, string[]>;
    grains?: Grain[];
  }
> = {
  pkdd99: {
    range: ['1993-02-14', '1993-11-17'],
    // Both changes of the clock, the last days of the data, and a leap day before them.
    days: [
      ['1993-03-27', '1993-03-29'],
      ['1993-09-25', '1993-09-27'],
      ['1994-03-30', '1994-04-02'],
      ['1992-02-28', '1992-03-01'],
    ],
    views: {
      deposits: ['region_code', 'outlet_code', 'product', 'tier'],
      customers: ['region_code', 'outlet_code', 'tier', 'age_band', 'sex'],
      loans: ['region_code', 'outlet_code', 'product', 'status'],
      cards: ['region_code', 'outlet_code', 'product'],
      signals: ['region_code', 'signal'],
      customer_360: ['region_code', 'tier', 'age_band', 'next_product'],
      outlets: ['region_code', 'outlet_code'],
    },
  },
  chase: {
    range: ['2012-02-14', '2013-09-17'],
    days: [
      ['2012-02-28', '2012-03-01'],
      ['2013-06-29', '2013-07-01'],
    ],
    // Five thousand outlets in each of many weeks take long and say no more than pkdd99 does.
    grains: ['quarter', 'year', 'all'],
    views: { deposits: ['region_code', 'outlet_code', 'product'], outlets: ['region_code'] },
  },
  bank_marketing: {
    range: ['2008-06-14', '2009-11-17'],
    days: [['2008-06-30', '2008-07-01']],
    views: {
      campaigns: ['campaign', 'channel'],
      'campaigns by cost': ['campaign', 'channel'],
      contacts: ['channel', 'disposition', 'purpose'],
    },
  },
  rates_hk: {
    range: ['2026-06-25', '2026-07-20'],
    days: [['2026-06-30', '2026-07-02']],
    views: { competitor_rates: ['bank', 'product', 'term_months', 'currency', 'min_amount'] },
  },
  funnel_vanguard: {
    range: ['2017-04-14', '2017-06-17'],
    days: [['2017-04-30', '2017-05-01']],
    views: { funnel: ['variant'] },
  },
};
const needed: Record<string, string[]> = { funnel: ['journey', 'step'] };

function listCases(
  view: string,
  own: string[],
  { range, days, grains = ['week', 'month', 'quarter', 'year', 'all'] }: (typeof banks)[PublicBank]
): ViewCase[] {
  const always = needed[view] ?? [];
  return [
    { dimensions: always },
    ...own.map((dimension) => ({ dimensions: [...always, dimension] })),
    ...(view === 'customer_360'
      ? []
      : [
          ...days.map((each) => ({ dimensions: always, grain: 'day' as const, range: each })),
          ...grains.map((grain) => ({
            dimensions: always,
            grain,
            range,
          })),
          // Of some banks an answer could not hold every outlet in each quarter.
          ...own.map((dimension) => ({
            dimensions: [...always, dimension],
            grain: dimension === 'outlet_code' ? ('all' as const) : ('quarter' as const),
            range,
          })),
          { dimensions: always, range: ['1980-01-01', '1980-12-31'] as const },
        ]),
    ...(own.includes('region_code') ? [{ dimensions: always, only: { name: 'outlet_code', value: 'nowhere' } }] : []),
  ];
}

jest.setTimeout(300_000);

describe.each(Object.keys(banks) as PublicBank[])('%s', (name) => {
  const describeHere = isHere(name) ? describe : describe.skip;
  describeHere('as the raw files were loaded', () => {
    let database: TestDatabase;
    let cube: CubeProcess;
    let counted: CountedBank;
    beforeAll(async () => {
      database = await loadPublicBank(name);
      [cube, counted] = await Promise.all([startCubeProcess(database.url), countBank(database.client)]);
    });
    afterAll(async () => {
      await cube?.stop();
      await database?.drop();
    });

    test.each(Object.entries(banks[name].views))('%s is what the core tables say', async (of, dimensions) => {
      const view = of.split(' ')[0] ?? '';
      const counter = counted.views.get(of);
      if (!counter) {
        throw new Error(`${name} has nothing for ${of}`);
      }
      const { faults, rows } = await compareView(cube, view, counter, listCases(of, dimensions, banks[name]));
      expect(faults).toEqual([]);
      expect(rows).toBeGreaterThan(5);
    });

    test('what it has no data for answers with no rows', async () => {
      const measureOf: Record<string, string> = {
        deposits: 'credits',
        customers: 'customers',
        loans: 'loans',
        cards: 'cards',
        salary: 'salary_inflow',
        signals: 'signals',
        customer_360: 'customers',
        outlets: 'income',
        contacts: 'contacts',
        campaigns: 'contacted',
        referrals: 'invitations',
        funnel: 'sessions',
        competitor_rates: 'rate',
        targets: 'targets',
      };
      const known = new Set([...counted.views.keys(), ...Object.keys(banks[name].views)]);
      for (const [view, measure] of Object.entries(measureOf)) {
        const isKnown =
          view === 'outlets' ? false : view === 'deposits' ? name !== 'chase' && known.has(view) : known.has(view);
        const answer = await cube.load('hq.exec', { measures: [`${view}.${measure}`] });
        expect([view, answer.error, isKnown || answer.rows.length === 0]).toEqual([view, undefined, true]);
      }
    });
  });
});

import { type Grain } from './periods';
import { type SalesQuery } from './sales-oracle';

export type SalesView = 'contacts' | 'referrals' | 'campaigns' | 'funnel' | 'competitor_rates';
export const salesViews: SalesView[] = ['contacts', 'referrals', 'campaigns', 'funnel', 'competitor_rates'];

export interface SalesCase extends SalesQuery {
  view: SalesView;
  login?: string;
  filters?: object[];
}

const range = ['1990-03-25', '1991-02-11'] as const;
const dimensionsOf: Record<SalesView, string[][]> = {
  contacts: [
    ['channel'],
    ['disposition'],
    ['purpose'],
    ['region_code'],
    ['outlet_code'],
    ['staff_code'],
    ['channel', 'region_code'],
  ],
  referrals: [['referrer'], ['channel'], ['region_code'], ['outlet_code'], ['staff_code']],
  campaigns: [['campaign'], ['campaign_code', 'channel'], ['product'], ['region_code'], ['outlet_code']],
  funnel: [
    ['journey', 'step'],
    ['journey', 'step_order', 'variant'],
    ['journey'],
    ['journey', 'channel'],
    ['journey', 'step', 'region_code'],
    ['journey', 'step', 'outlet_code', 'app_version'],
  ],
  competitor_rates: [
    ['bank'],
    ['product', 'term_months'],
    ['currency'],
    ['bank', 'product', 'term_months', 'currency', 'min_amount'],
  ],
};
/** Dimensions without which measures of a view have no meaning. */
export const plain: Record<SalesView, string[]> = {
  contacts: [],
  referrals: [],
  campaigns: [],
  funnel: ['journey', 'step'],
  competitor_rates: [],
};

export const salesCases: SalesCase[] = [
  ...salesViews.flatMap((view) =>
    (['day', 'week', 'month', 'quarter', 'year', 'all'] as Grain[]).map((grain) => ({
      view,
      dimensions: plain[view],
      grain,
      range: grain === 'day' ? (['1990-06-25', '1990-07-14'] as const) : range,
    }))
  ),
  ...salesViews.flatMap((view) =>
    [plain[view], ...dimensionsOf[view]].map((dimensions) => ({ view, dimensions, grain: 'all' as const }))
  ),
  ...salesViews.flatMap((view) =>
    dimensionsOf[view].map((dimensions) => ({ view, dimensions, grain: 'quarter' as const, range }))
  ),
  ...salesViews.flatMap((view) =>
    (
      [
        ['1992-02-29', '1992-02-29'],
        ['1990-06-30', '1990-06-30'],
        ['1990-07-01', '1990-07-01'],
        ['1985-01-01', '1985-12-31'],
        ['1900-01-01', '2100-01-01'],
      ] as const
    ).map((days) => ({ view, dimensions: plain[view], grain: 'all' as const, range: days }))
  ),
  ...salesViews
    .filter((view) => view !== 'competitor_rates')
    .flatMap((view) =>
      ['region.R02', 'branch.B0101', 'branch.B0301'].map((login) => ({
        view,
        dimensions: plain[view],
        grain: 'month' as const,
        range,
        login,
        where: login.startsWith('region')
          ? `region_code = '${login.slice(7)}'`
          : `${view === 'funnel' ? 'outlet_code' : 'outlet'} = '${login.slice(7)}'`,
      }))
    ),
  { view: 'competitor_rates', dimensions: ['bank'], grain: 'month', range, login: 'branch.B0301' },
  // Visits of all journeys and of none; the whole of one journey.
  { view: 'funnel', dimensions: [], grain: 'month', range },
  { view: 'funnel', dimensions: ['channel'], grain: 'all' },
  {
    view: 'funnel',
    dimensions: [],
    grain: 'month',
    range,
    where: `journey = 'deposit'`,
    filters: [{ member: 'funnel.journey', operator: 'equals', values: ['deposit'] }],
  },
  {
    view: 'funnel',
    dimensions: [],
    grain: 'month',
    range,
    where: `journey = 'deposit' AND step = 'terms'`,
    filters: [
      { member: 'funnel.journey', operator: 'equals', values: ['deposit'] },
      { member: 'funnel.step', operator: 'equals', values: ['terms'] },
    ],
  },
];

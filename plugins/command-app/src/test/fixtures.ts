import { createDataFrame, type DataFrame, FieldType } from '@grafana/data';
import { type Metric } from '../metrics/metric';
import { type PageContext } from '../pages/headquarters/page-context';
import { type Viewer } from '../viewer/viewer';

export const SPAN = { firstDay: '1993-01-01', lastDay: '1994-03-31', today: '1994-03-31' };

/** Meta answer of a bank with deposits and cards, as the datasource's resource `meta` gives it. */
export const META = {
  cubes: [
    {
      name: 'deposits',
      title: 'Deposits',
      measures: [
        {
          name: 'deposits.balance_end',
          title: 'Deposits Deposit balance',
          shortTitle: 'Deposit balance',
          description: 'Day-end balances',
          format: 'currency',
          meta: { unit: 'currency', direction: 'up', owner: 'Deposits', certified: true, formula: 'Sum of balances' },
        },
        { name: 'deposits.net_inflow', shortTitle: 'Net deposit inflow', meta: { unit: 'currency', direction: 'up' } },
      ],
      dimensions: [
        { name: 'deposits.region_code', shortTitle: 'Region code', meta: { role: 'geography' } },
        {
          name: 'deposits.tier',
          shortTitle: 'Customer tier',
          meta: { role: 'category', words: { gold: 'Gold tier' } },
        },
      ],
    },
    {
      name: 'cards',
      title: 'Cards',
      measures: [{ name: 'cards.spend', shortTitle: 'Card spending', meta: { unit: 'currency', direction: 'up' } }],
      dimensions: [{ name: 'cards.product', shortTitle: 'Product', meta: { role: 'category' } }],
    },
  ],
};

export function makeMetric(overrides: Partial<Metric> = {}): Metric {
  return {
    id: 'balance_end',
    view: 'deposits',
    behaviour: 'stock',
    title: 'Deposit balance',
    description: 'Day-end balances',
    formula: 'Sum of balances',
    owner: 'Deposits',
    certified: true,
    unit: 'currency',
    direction: 'up',
    isPercent: false,
    units: ['region', 'outlet'],
    categories: [{ name: 'tier', title: 'Customer tier', words: { gold: 'Gold tier' } }],
    ...overrides,
  };
}

export function makeViewer(unit?: Viewer['unit']): Viewer {
  return {
    login: 'hq.exec',
    role: 'executive',
    unit: unit ?? { level: 'bank', code: 'BANK', name: 'Made-up bank', parents: [] },
    bank: { code: 'demo', name: 'Made-up bank', currency: 'CZK', timeZone: 'Europe/Prague', ...SPAN },
    dataVersion: '7',
    feeds: 'none',
  };
}

export const REGION_MANAGER: Viewer['unit'] = {
  level: 'region',
  code: 'R01',
  name: 'North',
  parents: [{ level: 'bank', code: 'BANK', name: 'Made-up bank' }],
};

export const BRANCH_MANAGER: Viewer['unit'] = {
  level: 'outlet',
  code: 'B0001',
  name: 'Harbour',
  parents: [
    { level: 'bank', code: 'BANK', name: 'Made-up bank' },
    { level: 'region', code: 'R01', name: 'North' },
  ],
};

const OUTLETS = [
  { code: 'B0001', name: 'Harbour', regionCode: 'R01', regionName: 'North' },
  { code: 'B0002', name: 'Old town', regionCode: 'R01', regionName: 'North' },
  { code: 'B0003', name: 'Market', regionCode: 'R02', regionName: 'South' },
];

/** Context of a viewer; the outlets are cut to the viewer's own, as the server cuts them. */
export function makeContext(unit?: Viewer['unit']): PageContext {
  const viewer = makeViewer(unit);
  const { level, code } = viewer.unit;
  return {
    viewer,
    span: SPAN,
    cadence: 'daily',
    metrics: [
      makeMetric(),
      makeMetric({ id: 'net_inflow', behaviour: 'flow', title: 'Net deposit inflow' }),
      makeMetric({
        id: 'spend',
        view: 'cards',
        behaviour: 'flow',
        title: 'Card spending',
        categories: [{ name: 'product', title: 'Product', words: {} }],
      }),
    ],
    missing: [],
    figures: [
      makeMetric(),
      makeMetric({ id: 'accounts', title: 'Deposit accounts', unit: 'count' }),
      makeMetric({ id: 'spend', view: 'cards', behaviour: 'flow', title: 'Card spending', categories: [] }),
    ],
    outlets: OUTLETS.filter((outlet) => level === 'bank' || outlet.regionCode === code || outlet.code === code),
    defaults: { period: { from: '1993-04-01', to: '1994-03-31' }, compare: 'previous' },
  };
}

/** A frame as the datasource answers: fields named after members, in order. */
export function makeFrame(refId: string, columns: Record<string, Array<string | number | null>>): DataFrame {
  return createDataFrame({
    refId,
    fields: Object.entries(columns).map(([name, values]) => ({
      name,
      values,
      type:
        name === 'date'
          ? FieldType.time
          : typeof values.find((value) => value !== null) === 'number'
            ? FieldType.number
            : FieldType.string,
    })),
  });
}

import { listFigures, listMetrics } from '../metrics/metric';
import { parseModel } from '../metrics/semantic-model';
import { makeMetric, META } from '../test/fixtures';
import { buildFactTargets } from './facts-queries';
import {
  buildFigureTargets,
  buildGroupTargets,
  buildTileTargets,
  buildTrendTargets,
  type PageQueryInput,
} from './page-queries';

const INPUT: PageQueryInput = {
  period: { from: '1994-01-01', to: '1994-03-31' },
  compared: { from: '1993-10-01', to: '1993-12-31' },
  grain: 'month',
  scope: {},
  filters: {},
};

describe('metrics of the model', () => {
  it('takes titles, units and direction from the semantic layer, in the page’s order', () => {
    const metrics = listMetrics(parseModel(META));
    expect(metrics.map(({ id }) => id)).toEqual(['balance_end', 'net_inflow', 'spend']);
    expect(metrics[0]).toMatchObject({
      title: 'Deposit balance',
      unit: 'currency',
      direction: 'up',
      formula: 'Sum of balances',
      categories: [{ name: 'tier', title: 'Customer tier', words: {} }],
    });
  });

  it('says what is wrong with an answer that is no model', () => {
    expect(() => parseModel({ error: 'nope' })).toThrow('no list of cubes');
  });
});

describe('tile queries', () => {
  const metrics = [
    makeMetric(),
    makeMetric({ id: 'net_inflow' }),
    makeMetric({ id: 'spend', view: 'cards', categories: [] }),
  ];

  it('asks each view once per part, however many metrics it has', () => {
    expect(buildTileTargets(metrics, INPUT).map(({ refId }) => refId)).toEqual([
      'now:deposits',
      'before:deposits',
      'trend:deposits',
      'now:cards',
      'before:cards',
      'trend:cards',
    ]);
  });

  it('asks for totals without a group-by, with explicit days', () => {
    const [now, before] = buildTileTargets(metrics, INPUT);
    expect(now?.query).toEqual({
      measures: ['deposits.balance_end', 'deposits.net_inflow'],
      timeDimensions: [{ dimension: 'deposits.date', dateRange: ['1994-01-01', '1994-03-31'] }],
      filters: [],
    });
    expect(before?.query.timeDimensions?.[0]?.dateRange).toEqual(['1993-10-01', '1993-12-31']);
  });

  it('leaves the compared period out when there is none', () => {
    const refIds = buildTrendTargets(makeMetric(), { ...INPUT, compared: undefined }).map(({ refId }) => refId);
    expect(refIds).toEqual(['now']);
  });
});

describe('figure queries', () => {
  const figures = [
    makeMetric(),
    makeMetric({ id: 'accounts' }),
    makeMetric({ id: 'spend', view: 'cards', categories: [] }),
  ];

  it('asks each view once, by step and in order of time', () => {
    const targets = buildFigureTargets(figures, INPUT);
    expect(targets.map(({ refId }) => refId)).toEqual(['deposits', 'cards']);
    expect(targets[0]?.query).toEqual({
      measures: ['deposits.balance_end', 'deposits.accounts'],
      timeDimensions: [{ dimension: 'deposits.date', granularity: 'month', dateRange: ['1994-01-01', '1994-03-31'] }],
      filters: [],
      order: [['deposits.date', 'asc']],
    });
  });

  it('keeps every view within the region or outlet, and a category to the views that have it', () => {
    const filters = { tier: ['gold'] };
    const [deposits, cards] = buildFigureTargets(figures, { ...INPUT, scope: { region: 'R01' }, filters });
    expect(deposits?.query.filters).toEqual([
      { member: 'deposits.region_code', operator: 'equals', values: ['R01'] },
      { member: 'deposits.tier', operator: 'equals', values: ['gold'] },
    ]);
    expect(cards?.query.filters).toEqual([{ member: 'cards.region_code', operator: 'equals', values: ['R01'] }]);
    const [outlet] = buildFigureTargets(figures, { ...INPUT, scope: { region: 'R01', outlet: 'B0001' } });
    expect(outlet?.query.filters).toEqual([{ member: 'deposits.outlet_code', operator: 'equals', values: ['B0001'] }]);
  });

  it('asks only what the viewer’s model has', () => {
    const own = listFigures(parseModel(META));
    expect(buildFigureTargets(own, INPUT).flatMap(({ query }) => query.measures)).toEqual([
      'deposits.balance_end',
      'deposits.net_inflow',
      'cards.spend',
    ]);
    expect(buildFigureTargets([], INPUT)).toEqual([]);
  });
});

describe('scope and filters', () => {
  it('filters by the outlet alone, which implies its region', () => {
    const [now] = buildTrendTargets(makeMetric(), { ...INPUT, scope: { region: 'R01', outlet: 'B0001' } });
    expect(now?.query.filters).toEqual([{ member: 'deposits.outlet_code', operator: 'equals', values: ['B0001'] }]);
  });

  it('applies a category only to views that have it', () => {
    const filters = { tier: ['gold'] };
    const [deposits] = buildTrendTargets(makeMetric(), { ...INPUT, scope: { region: 'R01' }, filters });
    const [cards] = buildTrendTargets(makeMetric({ view: 'cards', categories: [] }), { ...INPUT, filters });
    expect(deposits?.query.filters).toEqual([
      { member: 'deposits.region_code', operator: 'equals', values: ['R01'] },
      { member: 'deposits.tier', operator: 'equals', values: ['gold'] },
    ]);
    expect(cards?.query.filters).toEqual([]);
  });

  it('groups units by code and name, so that equal names stay apart', () => {
    const [now] = buildGroupTargets(makeMetric(), 'outlet', INPUT);
    expect(now?.query.dimensions).toEqual(['deposits.outlet_code', 'deposits.outlet']);
    expect(buildGroupTargets(makeMetric(), 'tier', INPUT)[0]?.query.dimensions).toEqual(['deposits.tier']);
  });
});

describe('fact queries', () => {
  it('asks everything in one request and leaves out what the viewer’s model lacks', () => {
    const model = parseModel(META);
    const targets = buildFactTargets(listMetrics(model), model, { from: '1993-01-01', to: '1994-03-31' });
    expect(targets.map(({ refId }) => refId)).toEqual(['known:deposits', 'known:cards', 'units', 'cadence']);
    expect(targets[0]?.query.timeDimensions).toBeUndefined();
  });
});

describe('a metric with fixed values', () => {
  const rate = makeMetric({ id: 'rate', view: 'funnel', where: { journey: 'open' }, base: 'people', categories: [] });
  const ofJourney = { member: 'funnel.journey', operator: 'equals', values: ['open'] };

  it('is asked apart from others of its view, with them in every query', () => {
    const targets = buildTileTargets([rate, makeMetric({ id: 'visits', view: 'funnel', categories: [] })], INPUT);
    expect(targets.map(({ refId }) => refId).filter((id) => id.startsWith('now'))).toEqual([
      'now:funnel:open',
      'now:funnel',
    ]);
    expect(targets[0]?.query.filters).toEqual([ofJourney]);
    const [known] = buildFactTargets([rate], [], undefined);
    expect(known).toMatchObject({ refId: 'known:funnel:open', query: { filters: [ofJourney] } });
  });

  it('asks how many people each group of a ratio is of', () => {
    expect(buildGroupTargets(rate, 'region', INPUT)[0]?.query.measures).toEqual(['funnel.rate', 'funnel.people']);
  });
});

import { listFigures, listMetrics } from '../../metrics/metric';
import { parseModel } from '../../metrics/semantic-model';
import { startOfBankDay } from '../../period/bank-time';
import { makeFrame, makeMetric, makeViewer, META, SPAN } from '../../test/fixtures';
import { readFacts } from './load-context';

const model = parseModel(META);
const offered = { metrics: listMetrics(model), figures: listFigures(model) };
const units = makeFrame('units', {
  region_code: ['R01'],
  region: ['North'],
  outlet_code: ['B0001'],
  outlet: ['Harbour'],
  outlets: [1],
});

describe('readFacts', () => {
  it('keeps metrics with data and tells which have none', () => {
    const frames = [
      makeFrame('known:deposits', { balance_end: [100], net_inflow: [null] }),
      makeFrame('known:cards', { spend: [] }),
      units,
    ];
    const facts = readFacts(makeViewer(), SPAN, offered, { state: 'done', frames, error: undefined });
    expect(facts).toMatchObject({
      metrics: [{ id: 'balance_end' }],
      missing: [{ id: 'net_inflow' }, { id: 'spend' }],
      figures: [{ id: 'balance_end' }],
      outlets: [{ code: 'B0001', name: 'Harbour', regionCode: 'R01', regionName: 'North' }],
      cadence: 'daily',
    });
  });

  it('keeps a ratio of a view with data, which may have a value in a period only', () => {
    const figures = [makeMetric(), makeMetric({ id: 'accounts' }), makeMetric({ id: 'share', unit: 'ratio' })];
    const frames = [makeFrame('known:deposits', { balance_end: [100], accounts: [null], share: [null] }), units];
    const answer = { state: 'done' as const, frames, error: undefined };
    expect(readFacts(makeViewer(), SPAN, { ...offered, figures }, answer)).toMatchObject({
      figures: [{ id: 'balance_end' }, { id: 'share' }],
    });
  });

  it('sees a bank whose balances change once a year, whatever the order of the rows', () => {
    const days = ['2011-06-01', '2010-06-01', '2010-07-01', '2012-06-01'];
    const date = days.map((day) => startOfBankDay(day, 'Europe/Prague'));
    const frames = [
      makeFrame('known:deposits', { balance_end: [3] }),
      makeFrame('cadence', { date, balance_end: [2, 1, 1, 3] }),
      units,
    ];
    expect(readFacts(makeViewer(), SPAN, offered, { state: 'done', frames, error: undefined })).toMatchObject({
      cadence: 'yearly',
      defaults: { compare: 'year' },
    });
  });

  it('says that what is loaded has no key figures, and fails when the datasource failed', () => {
    expect(readFacts(makeViewer(), SPAN, offered, { state: 'done', frames: [], error: undefined })).toBe(
      'no-key-figures'
    );
    expect(() =>
      readFacts(makeViewer(), SPAN, offered, { state: 'failed', frames: [], error: 'Cube is away' })
    ).toThrow('Cube is away');
  });
});

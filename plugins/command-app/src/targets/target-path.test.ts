import { makeFrame, makeMetric } from '../test/fixtures';
import { buildPathTarget, readPath } from './target-path';

const period = { from: '2026-01-01', to: '2026-03-31' };
const frame = makeFrame('target', {
  period: ['2026-02', '2026-01', '2026-03'],
  target: [20, 10, 30],
  opening: [110, 100, null],
});

it('asks for the targets of the metric by step, within the scope', () => {
  expect(buildPathTarget(makeMetric(), 'month', { region: 'R01' })?.query.filters).toEqual([
    { member: 'targets.metric', operator: 'equals', values: ['deposit_balance'] },
    { member: 'targets.period_kind', operator: 'equals', values: ['month'] },
    { member: 'targets.region_code', operator: 'equals', values: ['R01'] },
  ]);
  expect(buildPathTarget(makeMetric(), 'day', {})).toBeUndefined();
  expect(buildPathTarget(makeMetric({ id: 'spend', view: 'cards' }), 'month', {})).toBeUndefined();
});

it('is what a stock is to have at the end of a step, where its opening value is known', () => {
  expect(readPath(frame, period, 'month', 'stock')).toEqual([110, 130, null]);
});

it('is the target of a flow', () => {
  expect(readPath(frame, period, 'month', 'flow')).toEqual([10, 20, 30]);
  expect(readPath(undefined, period, 'month', 'flow')).toEqual([null, null, null]);
});

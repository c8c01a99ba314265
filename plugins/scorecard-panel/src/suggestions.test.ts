import { createDataFrame, type DataFrame, FieldType, getPanelDataSummary } from '@grafana/data';
import { suggestScorecard } from './suggestions';

const time = { name: 'date', type: FieldType.time, values: [1, 2] };
const text = { name: 'outlet', type: FieldType.string, values: ['a', 'b'] };
const numbers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `n${index}`, type: FieldType.number, values: [1, 2] }));

function suggest(...fields: Array<Parameters<typeof createDataFrame>[0]['fields']>) {
  const frames: DataFrame[] = fields.map((each) => createDataFrame({ fields: each }));
  return suggestScorecard(getPanelDataSummary(frames)).map(({ score, options }) => ({ score, ...options }));
}

it('suggests itself for a handful of figures, most over time', () => {
  expect(suggest([time, ...numbers(2)])).toEqual([{ score: 70, compareWith: 'previous' }]);
  expect(suggest(numbers(3))).toEqual([{ score: 50, compareWith: 'none' }]);
});

it('does not for no data, texts only or too many figures', () => {
  expect(suggest()).toEqual([]);
  expect(suggest([time, text])).toEqual([]);
  expect(suggest(numbers(13))).toEqual([]);
});

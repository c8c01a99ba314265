import { createDataFrame, FieldType } from '@grafana/data';
import { defaultOptions } from '../options/options';
import { listFigures } from './list-figures';

const frame = createDataFrame({
  fields: [
    { name: 'outlet', type: FieldType.string, values: ['a', 'b'] },
    { name: 'few', type: FieldType.number, values: [9, 1] },
    { name: 'none', type: FieldType.number, values: [null, NaN] },
    { name: 'many', type: FieldType.number, values: [7, null] },
  ],
});
const list = (options = {}) =>
  listFigures([frame], { ...defaultOptions, ...options }).map(({ title, value }) => [title, value]);

it('takes the last value that is there of every number field', () => {
  expect(list()).toEqual([
    ['few', 1],
    ['none', null],
    ['many', 7],
  ]);
});

it('puts the greatest first, what has no value last, and keeps to the limit', () => {
  expect(list({ order: 'value' }).map(([title]) => title)).toEqual(['many', 'few', 'none']);
  expect(list({ order: 'value', limit: 1 })).toEqual([['many', 7]]);
});

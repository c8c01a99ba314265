import { createDataFrame, FieldType } from '@grafana/data';
import { findField, findLastValue, findPreviousValue, listNumberFields } from './read-fields';
import { readSeries } from './read-series';

const frame = createDataFrame({
  refId: 'A',
  fields: [
    { name: 'date', type: FieldType.time, values: [3, 1, 2] },
    { name: 'outlet', type: FieldType.string, values: ['a', 'b', 'c'] },
    { name: 'credits', type: FieldType.number, values: [30, 10, NaN] },
    { name: 'debits', type: FieldType.number, values: [null, null, null] },
  ],
});

it('finds fields by name and type', () => {
  expect(findField([frame], 'credits')?.type).toBe(FieldType.number);
  expect(findField([frame], 'nothing')).toBeUndefined();
  expect(listNumberFields(frame).map(({ name }) => name)).toEqual(['credits', 'debits']);
});

it('takes the last and the previous figure, past what is missing', () => {
  const credits = findField([frame], 'credits');
  const debits = findField([frame], 'debits');
  expect(credits && findLastValue(credits)).toEqual({ value: 10, row: 1 });
  expect(credits && findPreviousValue(credits)).toBe(30);
  expect(debits && findLastValue(debits)).toBeNull();
  expect(debits && findPreviousValue(debits)).toBeNull();
});

it('reads a series in order of time with gaps', () => {
  expect(readSeries(frame, 'credits')).toEqual([
    { time: 1, value: 10 },
    { time: 2, value: null },
    { time: 3, value: 30 },
  ]);
  expect(readSeries(frame, 'nothing')).toEqual([]);
});

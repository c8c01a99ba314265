import { createDataFrame, FieldType, getPanelDataSummary } from '@grafana/data';
import { suggestExample } from './suggestions';

const time = { name: 'date', type: FieldType.time, values: [1, 2] };
const number = { name: 'accounts', type: FieldType.number, values: [1, 2] };
const count = (...fields: Array<typeof time>) =>
  suggestExample(getPanelDataSummary(fields.length > 0 ? [createDataFrame({ fields })] : [])).length;

it('suggests itself for figures without time only', () => {
  expect(count(number)).toBe(1);
  expect(count(time, number)).toBe(0);
  expect(count(time)).toBe(0);
  expect(count()).toBe(0);
});

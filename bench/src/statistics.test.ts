import { quantile, round } from './statistics';

test('a quantile lies between its neighbours, whatever their order', () => {
  expect(quantile([40, 10, 20, 30], 0.5)).toBe(25);
  expect(quantile([40, 10, 20, 30], 0)).toBe(10);
  expect(quantile([40, 10, 20, 30], 1)).toBe(40);
  expect(quantile([7], 0.95)).toBe(7);
});

test('no numbers have no quantile', () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError);
});

test('rounds to digits', () => {
  expect(round(1.2345, 2)).toBe(1.23);
});

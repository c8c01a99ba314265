import { findDifference } from './compare-answers';

const expected = [
  { date: '2026-05-01', spend: '10.004' },
  { date: '2026-06-01', spend: '0' },
];

test('the same figures in another order and another form of the day are the same', () => {
  const frame = [{ date: String(Date.parse('2026-04-30T22:00:00Z')), spend: '10' }];
  expect(findDifference(expected, frame, ['date'])).toBeUndefined();
  expect(findDifference(expected, [{ date: '2026-05-01T00:00:00.000', spend: '10.00' }], ['date'])).toBeUndefined();
});

test('a figure that differs, lacks or is no number is told', () => {
  expect(findDifference(expected, [{ date: '2026-05-01', spend: '10.02' }], ['date'])).toMatch(
    /spend of 2026-05-01 is 10.02/
  );
  expect(findDifference(expected, [], ['date'])).toMatch(/is 0 instead of 10.004/);
  expect(findDifference(expected, [{ date: '2026-05-01', spend: 'x' }], ['date'])).toMatch(/NaN/);
});

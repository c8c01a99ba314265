import { parseAmount, parsePeriod } from './parse-words';

test.each([
  ['12個月', '12'],
  ['3个月', '3'],
  ['1年', '12'],
  ['3-6個月', '3'],
  ['1–12 months', '1'],
  ['６個月', '6'],
  ['24M', '24'],
  ['2 yrs.', '24'],
  ['7天', undefined],
  ['個月', undefined],
  ['12', undefined],
  ['3 to 6 months', undefined],
])('the period %s has %s months', (text, months) => {
  expect(parsePeriod(text)).toBe(months);
});

test.each([
  ['HKD 10,000', '10000'],
  ['HK$1,000,000', '1000000'],
  ['10,000 €', '10000'],
  ['500', '500'],
  ['HKD 10.5', '10.5'],
  ['HKD 1,0000', undefined],
  ['HKD', undefined],
  ['HKD 10 or more', undefined],
])('the amount %s is %s', (text, amount) => {
  expect(parseAmount(text, { decimal: '.', thousands: ',' })).toBe(amount);
});

import { formatAgo, formatDay, formatMonth, formatPeriod } from './locale';

const months = { from: '1993-04-01', to: '1994-03-31' };
const days = { from: '1993-04-10', to: '1993-06-15' };

it.each([
  ['en-US', 'Apr 1993 – Mar 1994', 'Apr 10 – Jun 15, 1993', 'Apr 1993', 'Mar 31, 1994'],
  ['es-ES', 'abr 1993 – mar 1994', '10 abr – 15 jun 1993', 'abr 1993', '31 mar 1994'],
  ['zh-Hans', '1993年4月 – 1994年3月', '1993年4月10日 – 1993年6月15日', '1993年4月', '1994年3月31日'],
])('writes days as in %s', (locale, wholeMonths, cutMonths, month, day) => {
  const plain = (text: string) => text.replace(/\s/gu, ' ');
  expect(plain(formatPeriod(months, locale))).toBe(wholeMonths);
  expect(plain(formatPeriod(days, locale))).toBe(cutMonths);
  expect(formatMonth('1993-04-01', locale)).toBe(month);
  expect(formatDay('1994-03-31', locale)).toBe(day);
});

it.each([
  ['en-US', '3 min. ago', '2 hr. ago', '1 day ago'],
  ['es-ES', 'hace 3 min', 'hace 2 h', 'hace 1 d'],
  ['zh-Hans', '3分钟前', '2小时前', '1天前'],
])('says how long ago as in %s', (locale, minutes, hours, days) => {
  const ages = [239_000, 7_900_000, 100_000_000];
  expect(ages.map((age) => formatAgo(age, locale))).toEqual([minutes, hours, days]);
});

it('names a single month or day once', () => {
  expect(formatPeriod({ from: '1993-04-01', to: '1993-04-30' }, 'zh-Hans')).toBe('1993年4月');
  expect(formatPeriod({ from: '1993-04-10', to: '1993-04-10' }, 'es-ES')).toBe('10 abr 1993');
});

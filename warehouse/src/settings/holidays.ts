import { DateTime } from 'luxon';

/** Countries whose public holidays are known; none: weekends alone are off. */
export const calendars = ['CZ', 'ES', 'US', 'none'] as const;
export type Calendar = (typeof calendars)[number];

interface Rule {
  name: string;
  /** Day of the holiday in a year; undefined = none in that year */
  dayIn(year: number): DateTime | undefined;
  /** First year in which it was a public holiday, and the last */
  from?: number;
  until?: number;
  /** On a Saturday the Friday before is off, on a Sunday the Monday after (United States) */
  observed?: boolean;
}

/**
 * Public holidays of a whole country, without those of its regions.
 *
 * CZ: Act 245/2000 with later changes, before it Act 93/1951 as changed in 1990; ES: the national days that no region replaces;
 * US: federal holidays, on which the Federal Reserve and banks are closed, on the day they are observed.
 *
 * @returns name by day (YYYY-MM-DD); a day of two holidays has both names
 */
export function listHolidays(calendar: Calendar, year: number): Map<string, string> {
  const holidays = new Map<string, string>();
  // New Year's Day on a Saturday is observed in the year before.
  for (const ruleYear of [year, year + 1]) {
    for (const rule of rules[calendar]) {
      const day = inForce(rule, ruleYear) ? rule.dayIn(ruleYear) : undefined;
      const date = day && rule.observed ? observe(day) : day;
      if (date?.year === year) {
        const key = date.toFormat('yyyy-MM-dd');
        const other = holidays.get(key);
        holidays.set(key, other ? `${other}, ${rule.name}` : rule.name);
      }
    }
  }
  return holidays;
}

/** Easter Sunday in the Gregorian calendar (Anonymous Gregorian computus, Meeus 1991). */
export function findEaster(year: number): DateTime {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const position = h + l - 7 * m + 114;
  return at(year, Math.floor(position / 31), (position % 31) + 1);
}

const rules: Record<Calendar, Rule[]> = {
  none: [],
  CZ: [
    fixed('New Year', 1, 1),
    easter('Good Friday', -2, { from: 2016 }),
    easter('Easter Monday', 1),
    fixed('Labour Day', 5, 1),
    fixed('Liberation Day', 5, 9, { until: 1991 }),
    fixed('Liberation Day', 5, 8, { from: 1992 }),
    fixed('Saints Cyril and Methodius', 7, 5, { from: 1990 }),
    fixed('Jan Hus Day', 7, 6, { from: 1990 }),
    fixed('Czech Statehood Day', 9, 28, { from: 2000 }),
    fixed('Independent Czechoslovak State Day', 10, 28),
    fixed('Freedom and Democracy Day', 11, 17, { from: 2000 }),
    fixed('Christmas Eve', 12, 24, { from: 1990 }),
    fixed('Christmas Day', 12, 25),
    fixed("St. Stephen's Day", 12, 26),
  ],
  ES: [
    fixed('New Year', 1, 1),
    fixed('Epiphany', 1, 6),
    easter('Good Friday', -2),
    fixed('Labour Day', 5, 1),
    fixed('Assumption', 8, 15),
    fixed('National Day', 10, 12),
    fixed("All Saints' Day", 11, 1),
    fixed('Constitution Day', 12, 6),
    fixed('Immaculate Conception', 12, 8),
    fixed('Christmas Day', 12, 25),
  ],
  US: [
    fixed("New Year's Day", 1, 1, { observed: true }),
    weekday('Martin Luther King Jr. Day', 1, 1, 3, { from: 1986 }),
    weekday("Washington's Birthday", 2, 1, 3),
    weekday('Memorial Day', 5, 1, -1),
    fixed('Juneteenth', 6, 19, { from: 2021, observed: true }),
    fixed('Independence Day', 7, 4, { observed: true }),
    weekday('Labor Day', 9, 1, 1),
    weekday('Columbus Day', 10, 1, 2),
    fixed('Veterans Day', 11, 11, { observed: true }),
    weekday('Thanksgiving', 11, 4, 4),
    fixed('Christmas Day', 12, 25, { observed: true }),
  ],
};

type Limits = Pick<Rule, 'from' | 'until' | 'observed'>;

function fixed(name: string, month: number, day: number, limits: Limits = {}): Rule {
  return { name, dayIn: (year) => at(year, month, day), ...limits };
}

function easter(name: string, offset: number, limits: Limits = {}): Rule {
  return { name, dayIn: (year) => findEaster(year).plus({ days: offset }), ...limits };
}

/** @param place - 1 = first such weekday (1 = Monday) of the month, -1 = last */
function weekday(name: string, month: number, day: number, place: number, limits: Limits = {}): Rule {
  return {
    name,
    dayIn(year) {
      const first = at(year, month, 1);
      const firstMatch = first.plus({ days: (day - first.weekday + 7) % 7 });
      if (place > 0) {
        return firstMatch.plus({ weeks: place - 1 });
      }
      const last = first.endOf('month').startOf('day');
      return last.minus({ days: (last.weekday - day + 7) % 7 });
    },
    ...limits,
  };
}

function observe(day: DateTime): DateTime {
  return day.plus({ days: day.weekday === 6 ? -1 : day.weekday === 7 ? 1 : 0 });
}

function inForce({ from = 0, until = Infinity }: Rule, year: number): boolean {
  return year >= from && year <= until;
}

function at(year: number, month: number, day: number): DateTime {
  return DateTime.utc(year, month, day);
}

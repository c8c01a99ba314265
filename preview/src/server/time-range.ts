import { DateTime, type DurationLike } from 'luxon';
import { HttpError } from './http-error';

/** What relative times count from. */
export interface Clock {
  /** The bank's today, `YYYY-MM-DD`; "now" is the end of that day. */
  today: string;
  timeZone: string;
}

const units = {
  ms: 'milliseconds',
  s: 'seconds',
  m: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
  M: 'months',
  Q: 'quarters',
  y: 'years',
} as const;
const roundingUnits = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  Q: 'quarter',
  y: 'year',
} as const;

const step = /(?:([+-])(\d+)(ms|s|m|h|d|w|M|Q|y))|(?:\/(s|m|h|d|w|M|Q|y))/y;

/**
 * Epoch milliseconds of a point in time as dashboards write it: epoch milliseconds (number or text), an ISO date-time, or
 * `now-90d`, `now-1M/M` counted from the end of the bank's today in its zone. `isEnd` rounds `/d` up instead of down.
 */
export function resolveTime(field: string, value: string | number, clock: Clock, isEnd: boolean): number {
  const text = String(value).trim();
  if (/^-?\d{1,16}$/.test(text)) {
    return Number(text);
  }
  const point = text.startsWith('now') ? resolveRelative(text, clock, isEnd) : resolveIso(text, clock);
  if (!point?.isValid) {
    throw new HttpError(400, `${field}: "${text}" is neither epoch milliseconds, an ISO date nor like now-90d.`);
  }
  return point.toMillis();
}

function resolveIso(text: string, clock: Clock): DateTime | undefined {
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? DateTime.fromISO(text, { zone: clock.timeZone }) : undefined;
}

function resolveRelative(text: string, clock: Clock, isEnd: boolean): DateTime | undefined {
  let isRounded = text === 'now';
  let point = DateTime.fromISO(clock.today, { zone: clock.timeZone }).endOf('day');
  step.lastIndex = 'now'.length;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (!match) {
      return undefined;
    }
    const [, sign, amount, unit, rounding] = match;
    if (rounding !== undefined && isRounding(rounding)) {
      isRounded = true;
      point = isEnd ? point.endOf(roundingUnits[rounding]) : point.startOf(roundingUnits[rounding]);
    } else if (unit !== undefined && isUnit(unit)) {
      const duration: DurationLike = { [units[unit]]: Number(amount) };
      point = sign === '-' ? point.minus(duration) : point.plus(duration);
    }
  }
  // A start is counted from the midnight after today, so that now-90d to now are 90 whole days and not 90 and a bit.
  return isEnd || isRounded ? point : point.plus({ milliseconds: 1 });
}

function isUnit(text: string): text is keyof typeof units {
  return text in units;
}

function isRounding(text: string): text is keyof typeof roundingUnits {
  return text in roundingUnits;
}

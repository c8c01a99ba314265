import { describeError } from '@branchlight/runtime';
import { Cron } from 'croner';

/** When something is due. */
export interface Schedule {
  /** The first moment after this one; undefined when there is none */
  next(after: Date): Date | undefined;
}

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const shortestMs = 10_000;

/**
 * @param said - a cron expression of five fields, or a span such as `{ every: '15m' }`
 * @param timeZone - IANA zone in which a cron expression is meant. An hour that daylight saving leaves out falls on the next one
 * @throws RangeError that says what is wrong with it
 */
export function createSchedule(said: string | { every: string }, timeZone: string): Schedule {
  if (typeof said === 'string') {
    return createCronSchedule(said, timeZone);
  }
  const unit = said.every.slice(-1);
  const span = Number(said.every.slice(0, -1)) * (unit in units ? units[unit as keyof typeof units] : Number.NaN);
  if (!(span >= shortestMs)) {
    throw new RangeError(`"${said.every}" is no usable span: at least 10s, such as 30s, 15m, 6h or 1d.`);
  }
  return { next: (after) => new Date(after.getTime() + span) };
}

function createCronSchedule(pattern: string, timeZone: string): Schedule {
  if (pattern.trim().split(/\s+/).length !== 5) {
    throw new RangeError(
      `"${pattern}" is no cron expression of five fields: minute hour day month weekday, such as 0 6 * * 1-5.`
    );
  }
  try {
    const cron = new Cron(pattern, { timezone: timeZone, paused: true });
    return { next: (after) => cron.nextRun(after) ?? undefined };
  } catch (error) {
    throw new RangeError(`"${pattern}" is no cron expression: ${describeError(error)}.`);
  }
}

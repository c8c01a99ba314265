import { addDays, addMonths, isMonthEnd, startOf, type Day } from './day';
import { type Cadence } from './granularity';
import { type CompareMode, type Period } from './period';

export const PRESETS = ['month', 'last3', 'last6', 'last12', 'ytd', 'all'] as const;
/** Periods offered by name, all counted back from the bank's own today. */
export type Preset = (typeof PRESETS)[number];

/** Days that a bank has figures for, and what "today" means to it. */
export interface DataSpan {
  firstDay: Day;
  lastDay: Day;
  today: Day;
}

/** The period that a preset names. */
export function resolvePreset(preset: Preset, span: DataSpan): Period {
  const { today } = span;
  switch (preset) {
    case 'month':
      return { from: startOf('month', today), to: today };
    case 'last3':
      return lastMonths(3, today);
    case 'last6':
      return lastMonths(6, today);
    case 'last12':
      return lastMonths(12, today);
    case 'ytd':
      return { from: startOf('year', today), to: today };
    case 'all':
      return { from: span.firstDay, to: span.lastDay > today ? span.lastDay : today };
  }
}

/** Presets that make sense for how often the bank's figures change. */
export function listPresets(cadence: Cadence): Preset[] {
  return cadence === 'yearly' ? ['last12', 'all'] : [...PRESETS];
}

/** What the page opens with when its address says nothing. */
export function defaultPeriod(span: DataSpan, cadence: Cadence): { period: Period; compare: CompareMode } {
  if (cadence === 'yearly') {
    return { period: resolvePreset('all', span), compare: 'year' };
  }
  const year = resolvePreset('last12', span);
  // A young bank opens on all it has, not on months before it had data.
  return { period: year.from < span.firstDay ? resolvePreset('all', span) : year, compare: 'previous' };
}

function lastMonths(months: number, today: Day): Period {
  // At a month's end the last twelve months are twelve whole ones.
  const from = isMonthEnd(today) ? addMonths(addDays(today, 1), -months) : addDays(addMonths(today, -months), 1);
  return { from, to: today };
}

import { type TimeOption } from '@grafana/data';
import { t } from '@grafana/i18n';

/** Ranges that make sense for a bank's days; `now` is the end of the bank's today. */
export function listQuickRanges(): TimeOption[] {
  return [
    { from: 'now/M', to: 'now', display: t('range.month-so-far', 'This month so far') },
    { from: 'now-1M/M', to: 'now-1M/M', display: t('range.last-month', 'Last month') },
    { from: 'now/Q', to: 'now', display: t('range.quarter-so-far', 'This quarter so far') },
    { from: 'now/y', to: 'now', display: t('range.year-so-far', 'This year so far') },
    { from: 'now-1y/y', to: 'now-1y/y', display: t('range.last-year', 'Last year') },
    { from: 'now-30d', to: 'now', display: t('range.days-30', 'Last 30 days') },
    { from: 'now-90d', to: 'now', display: t('range.days-90', 'Last 90 days') },
    { from: 'now-1y', to: 'now', display: t('range.months-12', 'Last 12 months') },
    { from: 'now-2y', to: 'now', display: t('range.years-2', 'Last 2 years') },
    { from: 'now-5y', to: 'now', display: t('range.years-5', 'Last 5 years') },
    { from: 'now-10y', to: 'now', display: t('range.years-10', 'Last 10 years') },
  ];
}

import { t } from '@grafana/i18n';
import { type CompareMode } from '../../../period/period';
import { type Preset } from '../../../period/presets';

export function presetText(preset: Preset): string {
  switch (preset) {
    case 'month':
      return t('period.month', 'This month');
    case 'last3':
      return t('period.last3', 'Last 3 months');
    case 'last6':
      return t('period.last6', 'Last 6 months');
    case 'last12':
      return t('period.last12', 'Last 12 months');
    case 'ytd':
      return t('period.ytd', 'This year to date');
    case 'all':
      return t('period.all', 'All data');
  }
}

/** The comparison as a choice, short enough for the page's one line of controls. */
export function compareText(mode: CompareMode): string {
  switch (mode) {
    case 'previous':
      return t('compare.previous', 'vs. previous period');
    case 'year':
      return t('compare.year', 'vs. last year');
    case 'none':
      return t('compare.none', 'no comparison');
  }
}

import { unescaped } from '@branchlight/panel-kit';
import { t } from '@grafana/i18n';
import { SMALLEST_BASE } from '../../metrics/catalogue';

/** Why a ratio is not compared by group. */
export function tooFewText(): { title: string; text: string } {
  return {
    title: t('ratio.too-few', 'Too few people to compare'),
    text: t('ratio.too-few-next', 'Shares are compared from {{count, number}} people on. Choose a longer period.', {
      count: SMALLEST_BASE,
      ...unescaped,
    }),
  };
}

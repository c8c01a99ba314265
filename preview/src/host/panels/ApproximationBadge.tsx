import { Badge, Tooltip } from '@grafana/ui';
import { t } from '@grafana/i18n';

/** Says that a panel of Grafana's own is drawn here by a stand-in. */
export function ApproximationBadge() {
  return (
    <Tooltip
      content={t(
        'panel.approximation-hint',
        "Grafana's own panel draws this in Grafana. The preview shows an approximation with the same data."
      )}
    >
      <span>
        <Badge color="darkgrey" text={t('panel.approximation', 'Approximation')} />
      </span>
    </Tooltip>
  );
}

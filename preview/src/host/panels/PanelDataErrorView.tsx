import { type PanelDataErrorViewProps } from '@grafana/runtime';
import { EmptyState } from '@grafana/ui';
import { t } from '@grafana/i18n';

/** Shown by panels whose data lack a field they need, or have no rows. */
export function PanelDataErrorView({ message, data, needsNumberField, needsTimeField }: PanelDataErrorViewProps) {
  const isEmpty = data.series.every(({ length }) => length === 0);
  return <EmptyState variant="not-found" hideImage message={message ?? explain(isEmpty, needsTimeField, needsNumberField)} />;
}

function explain(isEmpty: boolean, needsTimeField?: boolean, needsNumberField?: boolean): string {
  if (isEmpty) {
    return t('panel.no-rows', 'No data in this period. Choose a longer one or widen the filters.');
  }
  if (needsTimeField) {
    return t('panel.no-time', 'The data have no time field, which this chart needs.');
  }
  if (needsNumberField) {
    return t('panel.no-number', 'The data have no number, which this chart needs.');
  }
  return t('panel.no-fit', 'This panel cannot show the data.');
}

import { LoadingState, type GrafanaTheme2 } from '@grafana/data';
import { type PanelDataErrorViewProps } from '@grafana/runtime';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { t } from '@grafana/i18n';

/** Shown by panels whose query failed, whose data lack a field they need, or have no rows. */
export function PanelDataErrorView({ message, data, needsNumberField, needsTimeField }: PanelDataErrorViewProps) {
  const styles = useStyles2(getStyles);
  if (data.state === LoadingState.Error) {
    const reason = data.errors?.[0]?.message ?? data.error?.message ?? '';
    return (
      <div className={styles.message} role="alert">
        <strong>{t('panel.failed', 'These data could not be loaded')}</strong>
        <span>{reason}</span>
      </div>
    );
  }
  if (data.series.length === 0) {
    return (
      <div className={styles.message}>
        {message ?? t('panel.nothing', 'Nothing to show. Choose what to ask about, or a longer period.')}
      </div>
    );
  }
  const isEmpty = data.series.every(({ length }) => length === 0);
  return <div className={styles.message}>{message ?? explain(isEmpty, needsTimeField, needsNumberField)}</div>;
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

const getStyles = (theme: GrafanaTheme2) => ({
  message: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(0.5),
    height: '100%',
    padding: theme.spacing(1),
    textAlign: 'center',
    color: theme.colors.text.secondary,
    '& strong': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
  }),
});

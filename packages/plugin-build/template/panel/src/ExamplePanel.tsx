import { css } from '@emotion/css';
import { formatFull, formatShort, readUnit, Skeleton, StateMessage } from '@branchlight/panel-kit';
import { type GrafanaTheme2, LoadingState, type PanelData, type PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { type Figure, listFigures } from './figures/list-figures';
import { type ExampleOptions } from './options/options';

/** The figures of the panel's data as a list of names and values. */
export function ExamplePanel({ data, options, height }: PanelProps<ExampleOptions>) {
  const styles = useStyles2(getStyles);
  const figures = useMemo(() => listFigures(data.series, options), [data.series, options]);
  const error = describeErrors(data);
  if (figures.length === 0) {
    return <EmptyPanel data={data} error={error} />;
  }
  return (
    <div className={styles.scroll} style={{ height }} aria-busy={data.state === LoadingState.Loading}>
      {error && (
        <StateMessage kind="error" title={t('panel.stale', 'Could not be loaded anew; these are older figures')}>
          {error}
        </StateMessage>
      )}
      <dl className={styles.list}>
        {figures.map((figure, index) => (
          <FigureRow key={`${index} ${figure.title}`} figure={figure} />
        ))}
      </dl>
    </div>
  );
}

function FigureRow({ figure: { title, field, value } }: { figure: Figure }) {
  const styles = useStyles2(getStyles);
  const unit = readUnit(field.config.unit);
  const decimals = field.config.decimals ?? undefined;
  return (
    <div className={styles.row}>
      <dt className={styles.name}>{title}</dt>
      <dd className={styles.value} title={formatFull(value, unit, { decimals })}>
        {formatShort(value, unit, { decimals })}
      </dd>
    </div>
  );
}

function EmptyPanel({ data, error }: { data: PanelData; error?: string }) {
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return (
      <div role="status" aria-busy aria-label={t('panel.loading', 'Loading')}>
        <Skeleton height={24} />
      </div>
    );
  }
  if (error) {
    return (
      <StateMessage kind="error" title={t('panel.error', 'The figures could not be loaded')}>
        {error}
      </StateMessage>
    );
  }
  return data.series.some((frame) => frame.fields.length > 0) ? (
    <StateMessage kind="empty" title={t('panel.no-numbers', 'No figures to show')}>
      {t('panel.no-numbers-help', 'The query answers texts or times only. Add a measure to it.')}
    </StateMessage>
  ) : (
    <StateMessage kind="empty" title={t('panel.no-data', 'No data')}>
      {t('panel.no-data-help', 'The bank has no data for this period and these filters. Choose a longer period.')}
    </StateMessage>
  );
}

function describeErrors({ errors = [], state }: PanelData): string | undefined {
  const messages = errors.map(({ message, data }) => message ?? data?.message ?? '').filter(Boolean);
  if (messages.length > 0) {
    return [...new Set(messages)].join(' ');
  }
  return state === LoadingState.Error ? t('panel.unknown-error', 'Try again, or open the query inspector.') : undefined;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    scroll: css({ overflow: 'auto' }),
    list: css({ margin: 0 }),
    row: css({
      display: 'flex',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      padding: theme.spacing(0.5, 0),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    name: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular, minWidth: 0 }),
    value: css({ margin: 0, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
  };
}

import { css } from '@emotion/css';
import { StateMessage, Tile } from '@branchlight/panel-kit';
import { type GrafanaTheme2, LoadingState, type PanelData, type PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { type ScorecardOptions } from './options/options';
import { layOutGrid } from './tiles/grid';
import { readFigures } from './tiles/read-figures';
import { toTile } from './tiles/to-tile';

/** One tile for every number field of the panel's data. */
export function ScorecardPanel({ data, options, width, height, timeZone, title }: PanelProps<ScorecardOptions>) {
  const styles = useStyles2(getStyles);
  const figures = useMemo(() => readFigures(data.series, options), [data.series, options]);
  const isLoading = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  if (figures.length === 0) {
    return isLoading ? (
      <div className={styles.grid}>
        <Tile title={title} unit={{ kind: 'number' }} state="loading" variant="plain" />
      </div>
    ) : (
      <EmptyPanel data={data} />
    );
  }
  // A panel of one figure is mostly called like it: once is enough.
  const isTitleHidden = figures.length === 1 && figures[0]?.title === title;
  const grid = layOutGrid(figures.length, width, height, options.columns, !isTitleHidden);
  const error = describeErrors(data);
  return (
    <div className={styles.scroll} style={{ height }}>
      {error && (
        <StateMessage kind="error" title={t('panel.stale', 'Could not be loaded anew; these are older figures')}>
          {error}
        </StateMessage>
      )}
      <ul className={styles.grid} style={{ gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))` }}>
        {figures
          .map((figure) => toTile(figure, { options, timeZone, isUpdating: isLoading }))
          .map(({ key, ...tile }) => (
            <li key={key} className={styles.cell}>
              <Tile
                {...tile}
                isTitleHidden={isTitleHidden}
                spark={grid.hasSpark ? tile.spark : undefined}
                age={grid.hasAge ? tile.age : undefined}
              />
            </li>
          ))}
      </ul>
    </div>
  );
}

function EmptyPanel({ data }: { data: PanelData }) {
  const error = describeErrors(data);
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
    scroll: css({ overflow: 'auto', display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
    grid: css({
      flex: 1,
      display: 'grid',
      gridAutoRows: 'minmax(76px, 1fr)',
      gap: theme.spacing(1),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      minHeight: 0,
    }),
    cell: css({ minWidth: 0 }),
  };
}

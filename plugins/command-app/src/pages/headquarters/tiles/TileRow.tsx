import { useMemo, useState } from 'react';
import { Tile, type TileState, unescaped } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type Result } from '../../../data/use-targets';
import { toFigureUnit } from '../../../metrics/figure-unit';
import { buildTileTargets } from '../../../queries/page-queries';
import { formatMonth } from '../../../shared/locale';
import { chooseTargetPeriod } from '../../../targets/target-period';
import { buildPaceTarget } from '../../../targets/target-queries';
import { MissingMetrics } from '../MissingMetrics';
import { type PageProps } from '../page-props';
import { useSection } from '../use-section';
import { FigureInfo } from './FigureInfo';
import { PaceTile } from './PaceTile';
import { readTiles, type TileFigures } from './read-tiles';

/** The key figures. The chosen one drives the rest of the page. */
export function TileRow(props: PageProps) {
  const { scene, context, selection, input } = props;
  const { tiles, metric } = selection;
  const styles = useStyles2(getStyles);
  const [explained, setExplained] = useState<string>();
  const { targets } = context;
  const targetPeriod = targets && chooseTargetPeriod(selection.period, context.span.lastDay, targets.periods);
  const questions = [
    ...buildTileTargets(tiles, input),
    ...(targetPeriod === undefined ? [] : [buildPaceTarget(targetPeriod, selection.scope)]),
  ];
  const result = useSection(context, questions, { ...input, metrics: tiles, by: undefined });
  const { frames, asked } = result;
  const { timeZone, currency } = context.viewer.bank;
  const figures = useMemo(
    () => (asked ? readTiles(frames, asked, context.span, timeZone) : []),
    [frames, asked, context.span, timeZone]
  );
  return (
    <div>
      <div className={styles.row} role="group" aria-label={t('tiles.label', 'Key figures')}>
        {tiles.map((tile) => {
          const figure = figures.find((candidate) => candidate.metric.id === tile.id);
          return (
            <Tile
              key={tile.id}
              title={tile.title}
              description={tile.description}
              unit={toFigureUnit(tile, currency)}
              direction={tile.direction}
              value={figure?.value}
              compared={figure?.comparison.kind === 'change' ? figure.before : null}
              comparedLabel={comparedLabel(props)}
              noChange={figure && noChangeText(figure, props)}
              spark={figure?.spark}
              state={tileState(figure, result)}
              message={figure && messageText(figure, props, result.error)}
              selected={tile.id === metric?.id}
              onSelect={() => scene.choose({ metric: tile.id })}
              onExplain={() => setExplained(tile.id)}
            />
          );
        })}
        {targets && targetPeriod !== undefined && (
          <PaceTile {...props} model={targets.model} targetPeriod={targetPeriod} result={result} />
        )}
      </div>
      <MissingMetrics context={context} />
      {explained !== undefined && (
        <FigureInfo
          {...props}
          metric={tiles.find(({ id }) => id === explained)}
          figures={figures.find((figure) => figure.metric.id === explained)}
          onClose={() => setExplained(undefined)}
        />
      )}
    </div>
  );
}

function tileState(figure: TileFigures | undefined, { isLoading, isStale, error }: Result): TileState {
  if (isLoading || !figure) {
    return 'loading';
  }
  if (!figure.isAnswered && error !== undefined) {
    return 'error';
  }
  if (isStale) {
    return figure.value === null ? 'loading' : 'updating';
  }
  return figure.value === null ? 'empty' : 'ready';
}

function messageText(figure: TileFigures, { selection }: PageProps, error: string | undefined): string | undefined {
  if (!figure.isAnswered && error !== undefined) {
    return error;
  }
  return selection.level === 'bank'
    ? t('tiles.empty-period', 'None in this period. Choose another one.')
    : t('tiles.empty-unit', 'None here in this period.');
}

function comparedLabel({ scene }: PageProps): string | undefined {
  switch (scene.state.compare) {
    case 'previous':
      return t('tiles.vs-previous', 'vs. previous');
    case 'year':
      return t('tiles.vs-year', 'vs. last year');
    case 'none':
      return undefined;
  }
}

function noChangeText({ comparison }: TileFigures, { context }: PageProps): string | undefined {
  switch (comparison.kind) {
    case 'not-covered':
      return t('tiles.not-covered', 'No data before {{month}}', {
        month: formatMonth(context.span.firstDay),
        ...unescaped,
      });
    case 'no-value':
      return t('tiles.no-value', 'No figure before');
    default:
      return undefined;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(190px, 100%), 1fr))',
    gap: theme.spacing(1),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: '1fr 1fr' },
  }),
});

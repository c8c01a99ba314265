import { useLayoutEffect, useMemo } from 'react';
import { StateMessage, unescaped, useElementWidth } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { SceneDataNode } from '@grafana/scenes';
import { Button, useStyles2 } from '@grafana/ui';
import { Section } from '../../../components/Section';
import { SectionState } from '../../../components/SectionState';
import { SCORECARD_ID } from '../../../constants';
import { type Grain } from '../../../period/day';
import { buildFigureTargets } from '../../../queries/page-queries';
import { type PageProps } from '../page-props';
import { useSection } from '../use-section';
import { toPanelData } from './build-figures-panel';
import { getFiguresHeight } from './figures-height';

/** The scorecard panel over one request with a query per view; each figure's latest step against the one before. */
export function Scorecard({ scene, context, input }: PageProps) {
  const styles = useStyles2(getStyles);
  const [measure, width] = useElementWidth();
  const { figures } = context;
  const { figuresPanel: panel } = scene.useState();
  const { _pluginLoadError: loadError } = panel.useState();
  const targets = buildFigureTargets(figures, input);
  const result = useSection(context, targets, { ...input, metrics: figures, by: undefined });
  const { frames, asked, error } = result;
  const shown = useMemo(() => toPanelData(frames, asked?.metrics ?? []), [frames, asked]);
  // Before the panel is painted, so that it never says "no data" for a moment.
  useLayoutEffect(() => panel.setState({ $data: new SceneDataNode({ data: shown }) }), [panel, shown]);
  const height = getFiguresHeight(figures.length, width);
  const hasRows = frames.some(({ length }) => length > 0);
  return (
    <Section
      title={t('all-figures.title', 'All figures')}
      note={noteText(asked?.grain ?? input.grain)}
      isStale={result.isStale}
    >
      <div ref={measure} className={styles.place}>
        <SectionState
          result={{ ...result, error: hasRows ? undefined : error }}
          height={height}
          empty={loadError ? brokenText() : hasRows ? undefined : emptyText()}
        >
          {error !== undefined && (
            <StateMessage
              kind="error"
              title={t('all-figures.partly', 'Some figures could not be loaded')}
              action={
                <Button size="sm" onClick={result.retry}>
                  {t('state.retry', 'Try again')}
                </Button>
              }
            >
              {error}
            </StateMessage>
          )}
          <div style={{ height }}>
            <panel.Component model={panel} />
          </div>
        </SectionState>
      </div>
    </Section>
  );
}

function emptyText() {
  return {
    title: t('all-figures.none', 'No figures in this period'),
    text: t('all-figures.none-next', 'Choose another period, or fewer filters.'),
  };
}

function brokenText() {
  return {
    title: t('all-figures.broken', 'The scorecard panel could not be loaded'),
    text: t(
      'all-figures.broken-next',
      'Reload the page. If it stays like this, ask the person who looks after Grafana to install the plugin {{id}} again.',
      { id: SCORECARD_ID, ...unescaped }
    ),
  };
}

function noteText(grain: Grain): string {
  switch (grain) {
    case 'day':
      return t('all-figures.day', 'latest day against the day before');
    case 'week':
      return t('all-figures.week', 'latest week against the week before');
    case 'month':
      return t('all-figures.month', 'latest month against the month before');
    case 'quarter':
      return t('all-figures.quarter', 'latest quarter against the quarter before');
    case 'year':
      return t('all-figures.year', 'latest year against the year before');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  place: css({
    // The panel's own padding is the section's, so that tiles line up with the heading.
    margin: theme.spacing(-1, -1.75),
    // Grafana shows a panel's header while the pointer is over it; this one has a heading above.
    '& .show-on-hover': { display: 'none' },
    // Two tiles side by side fit on a phone.
    [theme.breakpoints.down('sm')]: { margin: theme.spacing(-1, -2) },
  }),
});

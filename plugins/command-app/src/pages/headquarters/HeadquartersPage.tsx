import { useMemo } from 'react';
import { StateMessage, unescaped } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { type SceneComponentProps } from '@grafana/scenes';
import { Button, useStyles2 } from '@grafana/ui';
import { DataVersion } from '../../data/data-version';
import { type PageQueryInput } from '../../queries/page-queries';
import { formatPeriod } from '../../shared/locale';
import { AllFiguresSection } from './all-figures/AllFiguresSection';
import { type HeadquartersScene } from './HeadquartersScene';
import { PageHeader } from './header/PageHeader';
import { MoversSection } from './movers/MoversSection';
import { OutletSection } from './outlets/OutletSection';
import { type PageProps } from './page-props';
import { resolveSelection } from './selection';
import { SplitSection } from './split/SplitSection';
import { TargetsSection } from './targets/TargetsSection';
import { TileRow } from './tiles/TileRow';
import { TrendSection } from './trend/TrendSection';
import { useLiveData } from './use-live-data';

/** What happened (tiles, trend), where and why (movers), and the way down (regions, outlets), then everything else. */
export function HeadquartersPage({ model }: SceneComponentProps<HeadquartersScene>) {
  const styles = useStyles2(getStyles);
  const { context, metric, region, outlet, compare, by, split, filters } = model.useState();
  const { from, to } = model.usePeriod();
  const live = useLiveData(model);
  const selection = useMemo(
    () => resolveSelection({ metric, region, outlet, compare, by, split, filters }, { from, to }, context),
    [metric, region, outlet, compare, by, split, filters, from, to, context]
  );
  const input = useMemo((): PageQueryInput => {
    const { period, compared, grain, scope } = selection;
    return { period, compared, grain, scope, filters };
  }, [selection, filters]);
  const page: PageProps = { scene: model, context, selection, filters, input, live };
  const chosen = selection.metric;
  const { span } = context;
  const hasData = selection.period.from <= span.lastDay && selection.period.to >= span.firstDay;

  return (
    <div className={styles.page}>
      <PageHeader {...page} />
      {!chosen || !hasData ? (
        <StateMessage
          kind="empty"
          title={t('state.no-period', 'No figures between these days')}
          action={
            <Button onClick={() => model.choosePeriod(context.defaults.period)}>
              {t('state.default-period', 'Show {{period}}', {
                period: formatPeriod(context.defaults.period),
                ...unescaped,
              })}
            </Button>
          }
        >
          {t('state.data-span', 'The bank’s data cover {{period}}.', {
            period: formatPeriod({ from: span.firstDay, to: span.lastDay }),
          })}
        </StateMessage>
      ) : (
        <DataVersion.Provider value={live.version}>
          <TileRow {...page} />
          <div className={styles.answer}>
            <TrendSection {...page} metric={chosen} />
            <MoversSection {...page} metric={chosen} />
          </div>
          <TargetsSection {...page} />
          {!selection.showsOutlets && <AllFiguresSection {...page} />}
          <div className={selection.showsOutlets ? styles.ways : styles.oneWay}>
            <SplitSection {...page} metric={chosen} />
            {selection.showsOutlets && <OutletSection {...page} metric={chosen} />}
          </div>
          {selection.showsOutlets && <AllFiguresSection {...page} />}
        </DataVersion.Provider>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const columns = (wide: string) => ({
    display: 'grid',
    gridTemplateColumns: wide,
    gap: theme.spacing(1),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  });
  return {
    page: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1),
      width: '100%',
      minWidth: 0,
      padding: theme.spacing(2),
      // Room for the bar with the controls at the bottom.
      [theme.breakpoints.down('sm')]: { padding: theme.spacing(1, 1, 14) },
    }),
    answer: css(columns('minmax(0, 2fr) minmax(0, 1fr)')),
    ways: css(columns('minmax(0, 1fr) minmax(0, 2fr)')),
    oneWay: css(columns('minmax(0, 1fr)')),
  };
};

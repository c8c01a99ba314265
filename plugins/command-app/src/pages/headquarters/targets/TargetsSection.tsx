import { useMemo } from 'react';
import { RankedBars, unescaped } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { Section } from '../../../components/Section';
import { SectionState } from '../../../components/SectionState';
import { useTargets } from '../../../data/use-targets';
import { formatPeriod } from '../../../shared/locale';
import { clampPace, describeOffScale } from '../../../targets/pace-words';
import { readLeague, readStandings } from '../../../targets/read-standings';
import { type TargetModel } from '../../../targets/target-model';
import { chooseTargetPeriod, readTargetPeriod } from '../../../targets/target-period';
import { buildStandingTargets, leagueLevel, type LeagueLevel } from '../../../targets/target-queries';
import { type PageProps } from '../page-props';
import { TARGETS_ID } from './focus-targets';
import { TargetTable } from './TargetTable';

const LEAGUE_BARS = 12;
const HEIGHT = 240;

/** Where the targets of the scope stand, metric by metric, and the pace of the units below. */
export function TargetsSection(page: PageProps) {
  const { context, selection } = page;
  const { targets } = context;
  if (!targets) {
    return null;
  }
  const period = chooseTargetPeriod(selection.period, context.span.lastDay, targets.periods);
  return (
    <div id={TARGETS_ID} tabIndex={-1}>
      {period === undefined ? (
        <Section title={t('targets.title', 'Targets')}>
          <SectionState
            result={{ isLoading: false, error: undefined, retry: () => undefined }}
            height={HEIGHT}
            empty={
              targets.periods.length === 0
                ? {
                    title: t('targets.none', 'No targets are loaded yet'),
                    text: t(
                      'targets.none-next',
                      'Load them from a file with one line per metric, unit and period; docs/targets.md shows its form.'
                    ),
                  }
                : {
                    title: t('targets.no-period', 'No targets for this period'),
                    text: t('targets.no-period-next', 'Choose a month, quarter or year that has targets.'),
                  }
            }
          >
            {null}
          </SectionState>
        </Section>
      ) : (
        <Standings {...page} model={targets.model} period={period} />
      )}
    </div>
  );
}

function Standings({ scene, context, selection, model, period }: PageProps & { model: TargetModel; period: string }) {
  const styles = useStyles2(getStyles);
  const { scope } = selection;
  const { currency, timeZone } = context.viewer.bank;
  const result = useTargets({
    targets: buildStandingTargets(period, scope),
    period: selection.period,
    timeZone,
    input: { period, level: leagueLevel(scope) },
  });
  const { frames, input } = result;
  const rows = useMemo(() => readStandings(frames), [frames]);
  const level = input?.level ?? leagueLevel(scope);
  const league = useMemo(() => readLeague(frames, level), [frames, level]);
  const days = readTargetPeriod(input?.period ?? period);
  const open = (code: string) =>
    level === 'region'
      ? scene.choose({ region: code })
      : level === 'outlet'
        ? scene.choose({ outlet: code })
        : undefined;
  return (
    <Section title={t('targets.title', 'Targets')} note={days && formatPeriod(days)} isStale={result.isStale}>
      <SectionState
        result={result}
        height={HEIGHT}
        empty={
          rows.length === 0
            ? {
                title: t('targets.no-unit', 'No targets here'),
                text: t(
                  'targets.no-unit-next',
                  'This unit has no targets for the period. Load them, or go up a level.'
                ),
              }
            : undefined
        }
      >
        <div className={league.length > 0 ? styles.columns : undefined}>
          <TargetTable rows={rows} titles={model.metricTitles} currency={currency} />
          {league.length > 0 && (
            <div className={styles.league}>
              <h3 className={styles.subtitle}>{leagueTitle(level)}</h3>
              <RankedBars
                label={t('targets.league', '{{title}}, {{units}}', {
                  title: model.pace.title,
                  units: leagueTitle(level),
                  ...unescaped,
                })}
                items={league.map(({ code, name, pace }) => ({
                  id: code,
                  label: name,
                  value: pace,
                  drawn: clampPace(pace),
                  text: describeOffScale(pace),
                }))}
                unit={{ kind: 'ratio' }}
                limit={LEAGUE_BARS}
                onSelect={level === 'staff' ? undefined : open}
              />
            </div>
          )}
        </div>
      </SectionState>
    </Section>
  );
}

function leagueTitle(level: LeagueLevel): string {
  switch (level) {
    case 'region':
      return t('targets.regions', 'Regions by pace');
    case 'outlet':
      return t('targets.outlets', 'Outlets by pace');
    case 'staff':
      return t('targets.staff', 'Staff by pace');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    gap: theme.spacing(3),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  league: css({ minWidth: 0 }),
  subtitle: css({
    margin: theme.spacing(0, 0, 1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
});

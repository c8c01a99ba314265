import { memberOf } from '../metrics/catalogue';
import { type CubeQuery, type CubeTarget, toTarget } from '../queries/cube-query';
import { LIST_LIMIT } from '../queries/page-queries';
import { type Scope, toFilters } from '../queries/scope';
import { TARGETS_VIEW } from './target-model';

export const PERIODS_REF_ID = 'target-periods';
export const PACE_REF_ID = 'pace';
export const METRICS_REF_ID = 'metrics';
export const LEAGUE_REF_ID = 'league';

/** Which level a league's rows are of: what lies below the scope. */
export type LeagueLevel = 'region' | 'outlet' | 'staff';

const member = (name: string) => memberOf(TARGETS_VIEW, name);

/** Which periods the viewer's own unit has targets for. */
export function buildPeriodsTarget(): CubeTarget {
  return toTarget(PERIODS_REF_ID, { measures: [member('targets')], dimensions: [member('period')], limit: LIST_LIMIT });
}

/** Pace over all metrics. */
export function buildPaceTarget(period: string, scope: Scope): CubeTarget {
  return toTarget(PACE_REF_ID, scoped({ measures: [member('score_pace'), member('score')] }, period, scope));
}

/** Where every metric stands, and the units below by their pace; one request. */
export function buildStandingTargets(period: string, scope: Scope): CubeTarget[] {
  const level = leagueLevel(scope);
  const standing = ['actual', 'target', 'expected', 'attainment', 'pace_index', 'forecast'].map(member);
  return [
    toTarget(
      METRICS_REF_ID,
      scoped({ measures: standing, dimensions: [member('metric'), member('unit'), member('status')] }, period, scope)
    ),
    toTarget(
      LEAGUE_REF_ID,
      scoped(
        {
          measures: [member('score_pace')],
          dimensions: [member(`${level}_code`), member(level)],
          order: [[member('score_pace'), 'desc']],
          limit: LIST_LIMIT,
        },
        period,
        scope
      )
    ),
  ];
}

export function leagueLevel({ region, outlet }: Scope): LeagueLevel {
  return outlet ? 'staff' : region ? 'outlet' : 'region';
}

function scoped(query: CubeQuery, period: string, scope: Scope): CubeQuery {
  return {
    ...query,
    filters: [
      { member: member('period'), operator: 'equals', values: [period] },
      ...toFilters(TARGETS_VIEW, scope, {}, []),
    ],
  };
}

import { type DataFrame } from '@grafana/data';
import { readNumber, readText } from '../data/frames';
import { memberOf } from '../metrics/catalogue';
import { type Metric } from '../metrics/metric';
import { type Grain } from '../period/day';
import { listBucketStarts } from '../period/granularity';
import { type Period } from '../period/period';
import { type CubeTarget, toTarget } from '../queries/cube-query';
import { LIST_LIMIT } from '../queries/page-queries';
import { type Scope, toFilters } from '../queries/scope';
import { TARGETS_VIEW } from './target-model';
import { readTargetPeriod } from './target-period';

export const PATH_REF_ID = 'target';
/** The metric that targets are set for, by the page's. */
const TARGET_METRICS: Record<string, string> = {
  'deposits.balance_end': 'deposit_balance',
  'deposits.net_inflow': 'net_inflow',
  'customers.new_customers': 'new_customers',
};

/** What a metric's targets ask of every step of the trend; undefined for metrics and steps that have no targets. */
export function buildPathTarget({ view, id }: Metric, grain: Grain, scope: Scope): CubeTarget | undefined {
  const metric = TARGET_METRICS[`${view}.${id}`];
  if (metric === undefined || !['month', 'quarter', 'year'].includes(grain)) {
    return undefined;
  }
  const member = (name: string) => memberOf(TARGETS_VIEW, name);
  return toTarget(PATH_REF_ID, {
    measures: [member('target'), member('opening')],
    dimensions: [member('period')],
    filters: [
      { member: member('metric'), operator: 'equals', values: [metric] },
      { member: member('period_kind'), operator: 'equals', values: [grain] },
      ...toFilters(TARGETS_VIEW, scope, {}, []),
    ],
    limit: LIST_LIMIT,
  });
}

/** The path's value at every step: a flow's target, or the value that a stock is to have at the end of the step. */
export function readPath(
  frame: DataFrame | undefined,
  period: Period,
  grain: Grain,
  behaviour: Metric['behaviour']
): Array<number | null> {
  const values = new Map<string, number | null>();
  for (let row = 0; frame && row < frame.length; row++) {
    const target = readNumber(frame, 'target', row);
    const opening = behaviour === 'stock' ? readNumber(frame, 'opening', row) : 0;
    values.set(
      readTargetPeriod(readText(frame, 'period', row))?.from ?? '',
      target === null || opening === null ? null : opening + target
    );
  }
  return listBucketStarts(period, grain).map((start) => values.get(start) ?? null);
}

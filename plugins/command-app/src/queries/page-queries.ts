import { memberOf, sourceOf } from '../metrics/catalogue';
import { type Metric } from '../metrics/metric';
import { type Grain } from '../period/day';
import { type Period } from '../period/period';
import { type CubeQuery, type CubeTarget, toTarget } from './cube-query';
import { type CategoryFilters, type Scope, toFilters, toFixedFilters } from './scope';

/** Most rows that one list asks for; a retail network of this size is far beyond any known bank's. */
export const LIST_LIMIT = 10_000;

/** What every query of the page depends on. */
export interface PageQueryInput {
  period: Period;
  compared: Period | undefined;
  grain: Grain;
  scope: Scope;
  filters: CategoryFilters;
}

/** How an answer of {@link buildTileTargets} is called: `now:deposits`, `before:deposits`, `trend:deposits`. */
export function tileRefId(part: 'now' | 'before' | 'trend', metric: Metric): string {
  return `${part}:${sourceOf(metric)}`;
}

/** Metrics that one query can answer, together. */
export function groupBySource(metrics: Metric[]): Array<[Metric, ...Metric[]]> {
  const groups = new Map<string, [Metric, ...Metric[]]>();
  for (const metric of metrics) {
    const known = groups.get(sourceOf(metric));
    if (known) {
      known.push(metric);
    } else {
      groups.set(sourceOf(metric), [metric]);
    }
  }
  return [...groups.values()];
}

/** Totals, compared totals and steps of all tiles: three queries per view (and journey), whichever number of its metrics is shown. */
export function buildTileTargets(metrics: Metric[], input: PageQueryInput): CubeTarget[] {
  return groupBySource(metrics).flatMap((own) => {
    const [first] = own;
    const targets = [toTarget(tileRefId('now', first), total(own, input.period, input))];
    if (input.compared) {
      targets.push(toTarget(tileRefId('before', first), total(own, input.compared, input)));
    }
    targets.push(toTarget(tileRefId('trend', first), steps(own, input.period, input)));
    return targets;
  });
}

/** Steps of one metric in the period (`now`) and in the compared one (`before`). */
export function buildTrendTargets(metric: Metric, input: PageQueryInput): CubeTarget[] {
  const targets = [toTarget('now', steps([metric], input.period, input))];
  if (input.compared) {
    targets.push(toTarget('before', steps([metric], input.compared, input)));
  }
  return targets;
}

/** A metric by region, outlet or category in the period (`now`) and in the compared one (`before`). */
export function buildGroupTargets(metric: Metric, by: string, input: PageQueryInput): CubeTarget[] {
  const dimensions = by === 'region' || by === 'outlet' ? [`${by}_code`, by] : [by];
  const grouped = (period: Period): CubeQuery => ({
    ...total([metric], period, input),
    measures: [metric.id, ...(metric.base ? [metric.base] : [])].map((name) => memberOf(metric.view, name)),
    dimensions: dimensions.map((name) => memberOf(metric.view, name)),
    limit: LIST_LIMIT,
  });
  const targets = [toTarget('now', grouped(input.period))];
  if (input.compared) {
    targets.push(toTarget('before', grouped(input.compared)));
  }
  return targets;
}

/** A metric's groups and, from queries of their own, its totals (`total`, `total-before`), of which the groups are parts. */
export function buildContributionTargets(metric: Metric, by: string, input: PageQueryInput): CubeTarget[] {
  const totals = [toTarget('total', total([metric], input.period, input))];
  if (input.compared) {
    totals.push(toTarget('total-before', total([metric], input.compared, input)));
  }
  return [...buildGroupTargets(metric, by, input), ...totals];
}

/** Steps of all figures in the period: one query per view, named after it, the rows in order of time. */
export function buildFigureTargets(figures: Metric[], input: PageQueryInput): CubeTarget[] {
  const views = [...new Set(figures.map(({ view }) => view))];
  return views.map((view) => {
    const own = figures.filter((figure) => figure.view === view);
    return toTarget(view, { ...steps(own, input.period, input), order: [[memberOf(view, 'date'), 'asc']] });
  });
}

function total(metrics: Metric[], { from, to }: Period, input: PageQueryInput): CubeQuery {
  const [first] = metrics;
  if (!first) {
    throw new Error('A query needs a metric');
  }
  return {
    measures: metrics.map(({ view, id }) => memberOf(view, id)),
    timeDimensions: [{ dimension: memberOf(first.view, 'date'), dateRange: [from, to] }],
    filters: [
      ...toFixedFilters(first),
      ...toFilters(
        first.view,
        input.scope,
        input.filters,
        first.categories.map(({ name }) => name)
      ),
    ],
  };
}

function steps(metrics: Metric[], period: Period, input: PageQueryInput): CubeQuery {
  const query = total(metrics, period, input);
  return {
    ...query,
    timeDimensions: query.timeDimensions?.map((dimension) => ({ ...dimension, granularity: input.grain })),
  };
}

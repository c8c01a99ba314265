import { CANDIDATES, memberOf, sourceOf } from '../metrics/catalogue';
import { type Metric } from '../metrics/metric';
import { type ModelView } from '../metrics/semantic-model';
import { type Period } from '../period/period';
import { type CubeTarget, toTarget } from './cube-query';
import { groupBySource, LIST_LIMIT } from './page-queries';
import { toFixedFilters } from './scope';

export const CADENCE_REF_ID = 'cadence';
export const UNITS_REF_ID = 'units';

/** How the answer is called that says which metrics have data: `known:deposits`. */
export function knownRefId(metric: Metric): string {
  return `known:${sourceOf(metric)}`;
}

/**
 * What the page needs to know once about the viewer's part of the bank: which metrics have data at all, which regions and
 * outlets there are, and how often balances change.
 * @param span days with data; undefined while nothing is loaded
 */
export function buildFactTargets(metrics: Metric[], model: ModelView[], span: Period | undefined): CubeTarget[] {
  const targets = groupBySource(metrics).map(([first, ...others]) =>
    toTarget(knownRefId(first), {
      measures: [...new Set([first, ...others].map(({ view, id }) => memberOf(view, id)))],
      ...(first.where && { filters: toFixedFilters(first) }),
    })
  );
  const unitsView = ['outlets', 'deposits'].find((name) => model.some((view) => view.name === name));
  if (unitsView) {
    targets.push(
      toTarget(UNITS_REF_ID, {
        measures: [memberOf(unitsView, unitsView === 'outlets' ? 'outlets' : 'balance_end')],
        dimensions: ['region_code', 'region', 'outlet_code', 'outlet'].map((name) => memberOf(unitsView, name)),
        limit: LIST_LIMIT,
      })
    );
  }
  const stock = CANDIDATES[0];
  if (span && stock && metrics.some(({ id }) => id === stock.id)) {
    targets.push(
      toTarget(CADENCE_REF_ID, {
        measures: [memberOf(stock.view, stock.id)],
        timeDimensions: [
          { dimension: memberOf(stock.view, 'date'), granularity: 'month', dateRange: [span.from, span.to] },
        ],
      })
    );
  }
  return targets;
}

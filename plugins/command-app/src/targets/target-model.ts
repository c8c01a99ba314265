import { describeMeasure, type Metric, readWords } from '../metrics/metric';
import { type ModelView } from '../metrics/semantic-model';

export const TARGETS_VIEW = 'targets';

/** What the semantic layer says about targets. */
export interface TargetModel {
  /** Pace over all metrics */
  pace: Metric;
  /** Titles of the metrics that have targets, in the viewer's language, by code */
  metricTitles: Record<string, string>;
}

/** Undefined where the viewer's model has no targets. */
export function readTargetModel(model: ModelView[]): TargetModel | undefined {
  const view = model.find(({ name }) => name === TARGETS_VIEW);
  const pace = view?.measures.find(({ name }) => name === 'score_pace');
  const metric = view?.dimensions.find(({ name }) => name === 'metric');
  return view && pace
    ? {
        pace: {
          ...describeMeasure({ id: pace.name, view: view.name, behaviour: 'stock' }, pace, view),
          categories: [],
        },
        metricTitles: readWords(metric?.meta.words),
      }
    : undefined;
}

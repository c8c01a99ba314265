import {
  FieldType,
  type PanelDataSummary,
  type VisualizationSuggestion,
  VisualizationSuggestionScore,
} from '@grafana/data';
import { type ExampleOptions } from './options/options';

/** Suits a handful of figures without time. */
export function suggestExample(summary: PanelDataSummary): Array<VisualizationSuggestion<ExampleOptions>> {
  const numbers = summary.fieldCountByType(FieldType.number);
  return summary.hasData && numbers > 0 && numbers <= 20 && !summary.hasFieldType(FieldType.time)
    ? [{ score: VisualizationSuggestionScore.OK, options: { order: 'query' } }]
    : [];
}

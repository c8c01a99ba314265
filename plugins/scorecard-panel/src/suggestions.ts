import {
  FieldType,
  type PanelDataSummary,
  type VisualizationSuggestion,
  VisualizationSuggestionScore,
} from '@grafana/data';
import { type ScorecardFieldOptions, type ScorecardOptions } from './options/options';

type Suggestion = VisualizationSuggestion<ScorecardOptions, ScorecardFieldOptions>;

/** Suits a handful of figures, best over time, where a tile has a change and a spark line to show. */
export function suggestScorecard(summary: PanelDataSummary): Suggestion[] {
  const numbers = summary.fieldCountByType(FieldType.number);
  if (!summary.hasData || numbers === 0 || numbers > 12) {
    return [];
  }
  const overTime = summary.hasFieldType(FieldType.time) && summary.rowCountTotal > 1;
  return [
    {
      score: overTime ? VisualizationSuggestionScore.Good : VisualizationSuggestionScore.OK,
      options: { compareWith: overTime ? 'previous' : 'none' },
      cardOptions: { maxSeries: 4 },
    },
  ];
}

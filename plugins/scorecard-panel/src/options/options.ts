import { type Direction } from '@branchlight/panel-kit';

/** What a figure is compared with: the period before, the same figure of another query, or nothing. */
export type CompareWith = 'previous' | 'query' | 'none';

/** The panel's options as dashboards keep them. */
export interface ScorecardOptions {
  version: 1;
  compareWith: CompareWith;
  /** refId of the query that holds the compared figures, for `query`. */
  compareRefId: string;
  /** What the change is compared with, in words; by default the compared period's name. */
  compareLabel: string;
  /** Tiles side by side; 0 fits as many as there is room for. */
  columns: number;
  showSpark: boolean;
  /** Turns the thresholds' colours into a status: green on track, yellow or orange watch, red act. */
  showStatus: boolean;
}

/** Options of single fields, beside Grafana's own (unit, decimals, thresholds, links, ...). */
export interface ScorecardFieldOptions {
  /** Whether a rise is good. */
  direction?: Direction;
}

export const OPTIONS_VERSION = 1;

export const defaultOptions: ScorecardOptions = {
  version: OPTIONS_VERSION,
  compareWith: 'previous',
  compareRefId: 'B',
  compareLabel: '',
  columns: 0,
  showSpark: true,
  showStatus: false,
};

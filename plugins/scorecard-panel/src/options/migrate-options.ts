import { type PanelModel } from '@grafana/data';
import { type CompareWith, defaultOptions, OPTIONS_VERSION, type ScorecardOptions } from './options';

/**
 * Brings stored options to the present version. Version 0 is what people write by hand or a generator leaves out: what is
 * missing or makes no sense gets its default, everything else is kept.
 */
export function migrateOptions({ options }: Pick<PanelModel<unknown>, 'options'>): ScorecardOptions {
  const stored: Record<string, unknown> = isRecord(options) ? options : {};
  return {
    ...stored,
    version: OPTIONS_VERSION,
    compareWith: isCompareWith(stored.compareWith) ? stored.compareWith : defaultOptions.compareWith,
    compareRefId: readText(stored.compareRefId, defaultOptions.compareRefId),
    compareLabel: readText(stored.compareLabel, defaultOptions.compareLabel),
    columns: readColumns(stored.columns),
    showSpark: readSwitch(stored.showSpark, defaultOptions.showSpark),
    showStatus: readSwitch(stored.showStatus, defaultOptions.showStatus),
  };
}

function readText(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

function readSwitch(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function readColumns(value: unknown): number {
  const columns = Math.floor(Number(value));
  return columns >= 1 && columns <= 12 ? columns : 0;
}

function isCompareWith(value: unknown): value is CompareWith {
  return value === 'previous' || value === 'query' || value === 'none';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

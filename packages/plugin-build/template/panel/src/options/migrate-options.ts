import { type PanelModel } from '@grafana/data';
import { defaultOptions, type ExampleOptions, OPTIONS_VERSION } from './options';

/**
 * Brings stored options to the present version. Version 0 is what people write by hand or a generator leaves out: what is
 * missing or makes no sense gets its default, everything else is kept.
 */
export function migrateOptions({ options }: Pick<PanelModel<unknown>, 'options'>): ExampleOptions {
  const stored: Record<string, unknown> = isRecord(options) ? options : {};
  return {
    ...stored,
    version: OPTIONS_VERSION,
    order: stored.order === 'value' || stored.order === 'query' ? stored.order : defaultOptions.order,
    limit: readLimit(stored.limit),
  };
}

function readLimit(value: unknown): number {
  const limit = Math.floor(Number(value));
  return limit >= 1 && limit <= 50 ? limit : defaultOptions.limit;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

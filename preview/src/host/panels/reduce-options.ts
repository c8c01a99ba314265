import { type PanelProps, type ReduceDataOptions, getFieldDisplayValues, type FieldDisplay } from '@grafana/data';
import { config } from '@grafana/runtime';

/** The options of a dashboard's JSON that stat and bar gauge share. */
export interface ReducedOptions {
  reduceOptions?: Partial<ReduceDataOptions>;
  orientation?: string;
}

/** One display value per number field (or per row, when `reduceOptions.values` is set). */
export function listDisplayValues(
  { data, fieldConfig, options, replaceVariables, timeZone }: PanelProps<ReducedOptions>,
  sparkline = false
): FieldDisplay[] {
  return getFieldDisplayValues({
    data: data.series,
    fieldConfig,
    reduceOptions: { calcs: ['lastNotNull'], values: false, ...options.reduceOptions },
    replaceVariables,
    theme: config.theme2,
    timeZone,
    sparkline,
  });
}

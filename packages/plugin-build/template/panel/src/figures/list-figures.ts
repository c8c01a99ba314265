import { findLastValue, listNumberFields } from '@branchlight/panel-kit';
import { type DataFrame, type Field, getFieldDisplayName } from '@grafana/data';
import { type ExampleOptions } from '../options/options';

/** One row of the list. */
export interface Figure {
  title: string;
  /** Its unit and decimals. */
  field: Field;
  /** Null when the field has no value. */
  value: number | null;
}

/** One figure for every number field with its last value, in the order and number that the options ask for. */
export function listFigures(series: readonly DataFrame[], { order, limit }: ExampleOptions): Figure[] {
  const figures = series.flatMap((frame) =>
    listNumberFields(frame).map((field) => ({
      title: getFieldDisplayName(field, frame),
      field,
      value: findLastValue(field)?.value ?? null,
    }))
  );
  const ordered = order === 'value' ? figures.sort(compareValues) : figures;
  return limit > 0 ? ordered.slice(0, limit) : ordered;
}

/** What has no value comes last. */
function compareValues(one: Figure, other: Figure): number {
  return (other.value ?? -Infinity) - (one.value ?? -Infinity) || 0;
}

import { FieldType, formattedValueToString, getFieldDisplayName, type DataFrame, type Field } from '@grafana/data';
import { SeriesTable } from '@grafana/ui';

interface Props {
  frame: DataFrame;
  /** Row of each series under the cursor; null where there is none. */
  indexes: Array<number | null>;
  /** The one series to show; null for all. */
  only: number | null;
}

/** The values under the cursor, with their full names and units. */
export function TimeSeriesTooltip({ frame, indexes, only }: Props) {
  const row = indexes.find((index) => index !== null && index !== undefined);
  const time = frame.fields[0];
  if (row === undefined || row === null || !time) {
    return null;
  }
  const series = frame.fields.flatMap((field, index) => {
    const isShown = field.type === FieldType.number && (only === null || index === only);
    const text = format(field, field.values[indexes[index] ?? row]);
    return isShown ? [{ color: field.display?.(0).color, label: getFieldDisplayName(field, frame), value: text }] : [];
  });
  return <SeriesTable timestamp={format(time, time.values[row])} series={series} />;
}

function format(field: Field, value: unknown): string {
  return field.display ? formattedValueToString(field.display(value)) : String(value ?? '');
}

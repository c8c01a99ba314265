import { type Field } from '@branchlight/plugin-protocol';
import { type Column } from './columns';
import { QueryError } from './query-error';

type TimeField = Extract<Field, { type: 'time' }>;
type NumberField = Extract<Field, { type: 'number' }>;

/**
 * Turns rows into series as Grafana draws them: one time field, ascending and without doubles, and for each measure and
 * each combination of dimensions one number field that carries the dimensions as labels. A series without a value at a
 * time has null there.
 */
export function toTimeSeries(columns: Column[]): Field[] {
  const times = columns.filter((column) => column.kind === 'time');
  const [time] = times.map((column) => column.field);
  if (times.length !== 1 || time?.type !== 'time') {
    throw new QueryError(
      'The format "timeseries" needs one time dimension with a granularity: add it, or choose the format "table".',
      400
    );
  }
  const measures = columns.filter((column) => column.kind === 'measure').map((column) => column.field);
  const numbers = measures.filter((field) => field.type === 'number');
  if (numbers.length === 0 || numbers.length < measures.length) {
    throw new QueryError(
      'The format "timeseries" draws numbers: choose measures that are numbers, or the format "table".',
      400
    );
  }
  const dimensions = columns.filter((column) => column.kind === 'dimension');
  const { rowTimes, positions } = orderTimes(time);
  const groups = groupRows(dimensions, time.values.length);
  const series = groups.flatMap((group) =>
    numbers.map((field): NumberField => {
      const values = Array.from<number | null>({ length: rowTimes.length }).fill(null);
      for (const row of group.rows) {
        const position = positions.get(time.values[row] ?? null);
        if (position !== undefined) {
          values[position] = field.values[row] ?? null;
        }
      }
      return nameSeries({ ...field, values }, group, numbers.length);
    })
  );
  return [{ ...time, values: rowTimes }, ...series];
}

/** Rows without a time cannot be drawn and are left out. */
function orderTimes(time: TimeField): { rowTimes: number[]; positions: Map<number | null, number> } {
  const rowTimes = [...new Set(time.values.filter((value) => value !== null))].toSorted((a, b) => a - b);
  return { rowTimes, positions: new Map(rowTimes.map((value, index) => [value, index])) };
}

interface Group {
  /** Raw values: overrides and links go by them */
  labels: Record<string, string> | undefined;
  /** The values as the viewer reads them */
  words: string[];
  rows: number[];
}

function groupRows(dimensions: Column[], rowCount: number): Group[] {
  const groups = new Map<string, Group>();
  if (dimensions.length === 0) {
    groups.set('', { labels: undefined, words: [], rows: [] });
  }
  for (let row = 0; row < rowCount; row += 1) {
    const values = dimensions.map(({ field }) => field.values[row] ?? null);
    const key = dimensions.length === 0 ? '' : JSON.stringify(values);
    const group = groups.get(key) ?? {
      labels: Object.fromEntries(dimensions.map(({ field }, index) => [field.name, String(values[index] ?? '')])),
      words: dimensions.map(({ words }, index) => {
        const value = String(values[index] ?? '');
        return words?.[value] ?? value;
      }),
      rows: [],
    };
    groups.set(key, group);
    group.rows.push(row);
  }
  return [...groups.values()];
}

/** Legends show the dimensions; the measure as well where there are several. */
function nameSeries(field: NumberField, { labels, words }: Group, measures: number): NumberField {
  if (!labels) {
    return field;
  }
  const values = words.filter((value) => value !== '');
  const title = field.config?.displayNameFromDS ?? field.name;
  const name = [...(measures > 1 || values.length === 0 ? [title] : []), values.join(', ')].filter(Boolean).join(' ');
  return { ...field, labels, config: { ...field.config, displayNameFromDS: name } };
}

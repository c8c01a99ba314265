import { DataType, type Field as ArrowField, TimeUnit, type Vector } from 'apache-arrow';
import { type Field } from './frame';

type Column = { [F in Field as F['type']]: Pick<F, 'type' | 'values'> }[Field['type']];

/** Values of an Arrow column; throws for types that Grafana's frames do not have. */
export function decodeColumn(field: ArrowField, column: Vector<DataType> | null): Column {
  const type: DataType = field.type;
  if (DataType.isTimestamp(type)) {
    const perMilli = nanosPerUnit(type.unit);
    return { type: 'time', values: readRaw(column, (value) => toMillis(value, perMilli)) };
  }
  if (DataType.isFloat(type)) {
    return { type: 'number', values: readEach(column, Number) };
  }
  if (DataType.isInt(type)) {
    return { type: 'integer', values: readEach(column, Number) };
  }
  if (DataType.isUtf8(type)) {
    return { type: 'string', values: readEach(column, String) };
  }
  if (DataType.isBool(type)) {
    return { type: 'boolean', values: readEach(column, Boolean) };
  }
  throw new Error(`Field "${field.name}" has the Arrow type ${String(type)}, which data frames do not know.`);
}

function readEach<T>(column: Vector<DataType> | null, convert: (value: unknown) => T): Array<T | null> {
  const values: Array<T | null> = [];
  for (const value of column ?? []) {
    values.push(value === null || value === undefined ? null : convert(value));
  }
  return values;
}

/** Reads 64-bit values as they are stored: Arrow's own reader would turn timestamps into fractions of milliseconds. */
function readRaw<T>(column: Vector<DataType> | null, convert: (value: bigint) => T): Array<T | null> {
  const values: Array<T | null> = [];
  for (const chunk of column?.data ?? []) {
    const raw: unknown = chunk.values;
    for (let row = 0; row < chunk.length; row += 1) {
      const value: unknown = raw instanceof BigInt64Array ? raw[row] : undefined;
      values.push(typeof value === 'bigint' && chunk.getValid(row) ? convert(value) : null);
    }
  }
  return values;
}

function nanosPerUnit(unit: TimeUnit): bigint {
  const scale = {
    [TimeUnit.SECOND]: 1_000_000_000n,
    [TimeUnit.MILLISECOND]: 1_000_000n,
    [TimeUnit.MICROSECOND]: 1_000n,
  };
  return unit === TimeUnit.NANOSECOND ? 1n : scale[unit];
}

function toMillis(value: bigint, nanosPerStep: bigint): number {
  return Number((value * nanosPerStep) / 1_000_000n);
}

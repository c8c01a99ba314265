import { Bool, type DataType, Float64, Int64, makeData, TimestampNanosecond, Utf8, type Data } from 'apache-arrow';
import { type Field } from './frame';

const nanosPerMilli = 1_000_000n;

/** Arrow's type of a field. */
export function toArrowType(field: Field): DataType {
  switch (field.type) {
    case 'time':
      return new TimestampNanosecond();
    case 'number':
      return new Float64();
    case 'integer':
      return new Int64();
    case 'string':
      return new Utf8();
    case 'boolean':
      return new Bool();
  }
}

/** The field's values as an Arrow column with its bitmap of nulls. */
export function encodeColumn(field: Field): Data {
  const length = field.values.length;
  const { nullBitmap, nullCount } = encodeNulls(field.values);
  switch (field.type) {
    case 'time': {
      const data = new BigInt64Array(length);
      field.values.forEach((value, row) => (data[row] = value === null ? 0n : toNanos(value)));
      return makeData({ type: new TimestampNanosecond(), length, nullCount, nullBitmap, data });
    }
    case 'number': {
      const data = new Float64Array(length);
      field.values.forEach((value, row) => (data[row] = value ?? 0));
      return makeData({ type: new Float64(), length, nullCount, nullBitmap, data });
    }
    case 'integer': {
      const data = new BigInt64Array(length);
      field.values.forEach((value, row) => (data[row] = BigInt(Math.trunc(value ?? 0))));
      return makeData({ type: new Int64(), length, nullCount, nullBitmap, data });
    }
    case 'string': {
      const { data, valueOffsets } = encodeTexts(field.values);
      return makeData({ type: new Utf8(), length, nullCount, nullBitmap, data, valueOffsets });
    }
    case 'boolean': {
      const data = new Uint8Array(bitmapBytes(length));
      field.values.forEach((value, row) => value && setBit(data, row));
      return makeData({ type: new Bool(), length, nullCount, nullBitmap, data });
    }
  }
}

function toNanos(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds)) * nanosPerMilli;
}

function encodeNulls(values: readonly unknown[]): { nullBitmap: Uint8Array; nullCount: number } {
  const nullBitmap = new Uint8Array(bitmapBytes(values.length));
  let nullCount = 0;
  values.forEach((value, row) => {
    if (value === null) {
      nullCount += 1;
    } else {
      setBit(nullBitmap, row);
    }
  });
  return { nullBitmap, nullCount };
}

function encodeTexts(values: ReadonlyArray<string | null>): { data: Uint8Array; valueOffsets: Int32Array } {
  const valueOffsets = new Int32Array(values.length + 1);
  let end = 0;
  values.forEach((value, row) => {
    end += value === null ? 0 : Buffer.byteLength(value);
    valueOffsets[row + 1] = end;
  });
  const data = Buffer.alloc(end);
  values.forEach((value, row) => value && data.write(value, valueOffsets[row] ?? 0));
  return { data, valueOffsets };
}

/** Arrow pads bitmaps to 8 bytes. */
function bitmapBytes(length: number): number {
  return Math.ceil(length / 64) * 8;
}

function setBit(bitmap: Uint8Array, position: number): void {
  bitmap[position >> 3] = (bitmap[position >> 3] ?? 0) | (1 << (position & 7));
}

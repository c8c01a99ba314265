/** From here on a double no longer tells neighbouring whole numbers, or neighbouring cents, apart. */
const exactBelow = { whole: Number.MAX_SAFE_INTEGER, fraction: 1e13 };

/**
 * A JSON value as the text that a delimited file would hold in its place.
 *
 * @param decimal - decimal mark that the reader of the text expects
 * @throws RangeError for a number that JSON readers cannot keep exactly
 */
export function toText(value: unknown, decimal: string): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (typeof value === 'number') {
    return toNumberText(value).replace('.', decimal);
  }
  if (typeof value === 'string') {
    return value;
  }
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

function toNumberText(value: number): string {
  const limit = Number.isInteger(value) ? exactBelow.whole : exactBelow.fraction;
  if (!(Math.abs(value) <= limit)) {
    throw new RangeError(`the number ${value} is too long to be exact in JSON: send it as text, in quotes`);
  }
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** The member of an object that a column names: by its own name, or by a path such as `customer.id`. */
export function pickMember(row: object, column: string): unknown {
  if (Object.hasOwn(row, column)) {
    return Reflect.get(row, column);
  }
  let found: unknown = row;
  for (const name of column.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) {
      return undefined;
    }
    found = Reflect.get(found, name);
  }
  return found;
}

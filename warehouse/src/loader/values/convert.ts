import { type MappingConstant, type MappingField } from '@branchlight/bank-files';
import { type TargetField } from '../targets';
import { parseBirthNumber } from './birth-number';
import { Fault, quoteValue } from './fault';
import { createDateParser } from './parse-date';
import { createMomentParser } from './parse-moment';
import { createOrderedDays } from './parse-ordered-day';
import { parseAmount, parsePeriod } from './parse-words';
import { countDigits, multiplyDecimal, parseDecimal } from './parse-number';

/** What a field's text becomes: a value as Postgres reads it, no value, or why it cannot be used. */
export type Converted = string | null | Fault;
export interface Converter {
  (text: string): Converted;
  /** Forgets the rows that it has read: a new file begins */
  restart?(): void;
}

export interface ConversionContext {
  decimal: string;
  thousands: string;
  date: string;
  firstYear: number;
  nulls: readonly string[];
  timeZone: string;
}

const largestInteger = 2_147_483_647;
const trueTexts = ['true', 't', 'yes', 'y', '1'];
const falseTexts = ['false', 'f', 'no', 'n', '0'];
// Postgres stores no NUL; U+FFFD stands for bytes that are not of the encoding.
const unreadable = /[\u0000\uFFFD]/;

/**
 * Makes the function that reads a field's text: trims it, finds out whether it is empty, then translates codes or parses, then checks.
 *
 * @throws RangeError when what the mapping says makes no sense for the field
 */
export function createConverter(spec: MappingField, field: TargetField, context: ConversionContext): Converter {
  const nulls = new Set([...context.nulls, ...(spec.nulls ?? [])].map((text) => text.trim()));
  const unknown = new Set(spec.unknown?.map((text) => text.trim()));
  const form = spec.pattern === undefined ? undefined : new RegExp(spec.pattern, 'u');
  const codes =
    spec.codes && new Map(Object.entries(spec.codes).map(([code, value]) => [code.trim(), toConstant(value, field)]));
  const other = spec.other === undefined ? undefined : toConstant(spec.other, field);
  const whenEmpty = spec.default === undefined ? (other ?? null) : toConstant(spec.default, field);
  const ordered = spec.year_from_order && createOrderedDays(spec.date ?? context.date, spec.year_from_order);
  const read: Reader = ordered?.read ?? createReader(spec, field, context);
  const check = createRangeCheck(spec, field);
  const convert: Converter = (raw) => {
    const text = raw.trim();
    if (unreadable.test(text)) {
      return new Fault(`${quoteValue(text)} has bytes that are no characters in the declared encoding`, raw);
    }
    if (text === '' || nulls.has(text)) {
      return whenEmpty;
    }
    if (unknown.has(text)) {
      return new Fault(`the source says ${quoteValue(text)}: not known`, raw);
    }
    if (form && !form.test(text)) {
      return new Fault(`${quoteValue(text)} does not have the form ${form.source}`, raw);
    }
    if (codes) {
      const known = codes.get(text) ?? other;
      return known ?? new Fault(`${quoteValue(text)} is not among the codes ${[...codes.keys()].join(', ')}`, raw);
    }
    if (other !== undefined) {
      return other;
    }
    const value = read(text);
    const fault = value instanceof Fault ? value.reason : check(value);
    return fault === undefined ? value : new Fault(fault, raw);
  };
  if (ordered) {
    convert.restart = ordered.restart;
  }
  return convert;
}

/**
 * A constant of a mapping as Postgres reads it.
 *
 * @throws RangeError when the field cannot hold it
 */
export function toConstant(value: MappingConstant, field: TargetField): string {
  const plain = createReader({}, field, {
    decimal: '.',
    thousands: '',
    date: 'YYYY-MM-DD',
    firstYear: 1950,
    nulls: [],
    timeZone: 'UTC',
  });
  const text = plain(String(value));
  const fault = text instanceof Fault ? text.reason : createRangeCheck({}, field)(text);
  if (text instanceof Fault || fault !== undefined) {
    throw new RangeError(fault ?? 'is not usable');
  }
  return text;
}

export type Reader = (text: string) => string | Fault;

function createReader(spec: MappingField, field: TargetField, context: ConversionContext): Reader {
  const firstYear = spec.first_year ?? context.firstYear;
  if (spec.derive !== undefined) {
    return createDerivation(spec, field, context, firstYear);
  }
  switch (field.type) {
    case 'text':
      return createTextReader(spec, field);
    case 'integer':
    case 'decimal':
    case 'float':
      return createNumberReader(spec, field, context);
    case 'boolean':
      return (text) => {
        const lower = text.toLowerCase();
        const isKnown = trueTexts.includes(lower) || falseTexts.includes(lower);
        return isKnown
          ? String(trueTexts.includes(lower))
          : new Fault(`${quoteValue(text)} is neither true nor false`, text);
      };
    case 'timestamp':
      return createMomentParser(spec.date ?? context.date, firstYear, context.timeZone);
    case 'date': {
      const format = spec.date ?? context.date;
      const parse = createDateParser(format, firstYear, context.timeZone);
      return (text) =>
        parse(text) ?? new Fault(`${quoteValue(text)} is no day of the calendar in the form ${format}`, text);
    }
  }
}

function createTextReader(spec: MappingField, field: TargetField): Reader {
  const { pad = 0, prefix = '' } = spec;
  return (text) => {
    const value = prefix + text.padStart(pad, '0');
    if (field.values && !field.values.includes(value)) {
      return new Fault(`${quoteValue(value)} is not one of ${field.values.join(', ')}`, text);
    }
    return field.pattern && !field.pattern.test(value)
      ? new Fault(`${quoteValue(value)} does not have the form: ${field.description}`, text)
      : value;
  };
}

function createNumberReader(spec: MappingField, field: TargetField, context: ConversionContext): Reader {
  const format = { decimal: spec.decimal ?? context.decimal, thousands: spec.thousands ?? context.thousands };
  if (format.decimal === format.thousands) {
    throw new RangeError(`"${format.decimal}" cannot be the decimal mark and the mark between thousands.`);
  }
  const factor = spec.multiply;
  const [digits, scale] = field.type === 'integer' ? [10, 0] : (field.precision ?? [600, 300]);
  const kind = field.type === 'integer' ? 'whole number' : 'number';
  return (text) => {
    const parsed = parseDecimal(text, format);
    if (parsed === undefined) {
      return new Fault(`${quoteValue(text)} is not a ${kind} with the decimal mark "${format.decimal}"`, text);
    }
    const value = factor === undefined ? parsed : multiplyDecimal(parsed, factor);
    const { whole, fraction } = countDigits(value);
    if (fraction > scale) {
      return new Fault(
        scale === 0
          ? `${quoteValue(text)} is not a whole number`
          : `${quoteValue(text)} has more than ${scale} decimals`,
        text
      );
    }
    const tooLarge = whole > digits - scale || (field.type === 'integer' && Math.abs(Number(value)) > largestInteger);
    return tooLarge ? new Fault(`${quoteValue(text)} is too large`, text) : value;
  };
}

function createDerivation(
  spec: MappingField,
  field: TargetField,
  context: ConversionContext,
  firstYear: number
): Reader {
  const readNumber = (parse: (text: string) => string | undefined, kind: string): Reader => {
    const read = createNumberReader({ ...spec, decimal: '.', thousands: '' }, field, context);
    return (text) => {
      const number = parse(text);
      return number === undefined ? new Fault(`${quoteValue(text)} is no ${kind}`, text) : read(number);
    };
  };
  switch (spec.derive) {
    case 'months_from_period':
      return readNumber(parsePeriod, 'period of months or years, such as 12 months, 1 year or 3-6個月');
    case 'amount_from_text':
      return readNumber(
        (text) =>
          parseAmount(text, {
            decimal: spec.decimal ?? context.decimal,
            thousands: spec.thousands ?? context.thousands,
          }),
        'amount, alone or beside a currency, such as HKD 10,000'
      );
  }
  const isDate = spec.derive === 'birth_date_from_birth_number';
  return (text) => {
    const birth = parseBirthNumber(text, firstYear);
    if (!birth) {
      return new Fault(`${quoteValue(text)} is no birth number (YYMMDD, women with 50 added to the month)`, text);
    }
    return isDate ? birth.birthDate : birth.sex;
  };
}

function createRangeCheck(spec: MappingField, field: TargetField): (value: string) => string | undefined {
  const low = [field.min, spec.min].filter((bound) => bound !== undefined);
  const high = [field.max, spec.max].filter((bound) => bound !== undefined);
  const isDate = field.type === 'date';
  const isNumber = ['integer', 'decimal', 'float'].includes(field.type);
  for (const bound of [spec.min, spec.max]) {
    const fits = isDate ? /^\d{4}-\d\d-\d\d$/.test(String(bound)) : isNumber && typeof bound === 'number';
    if (bound !== undefined && !fits) {
      throw new RangeError(
        isDate || isNumber
          ? `min and max have to be ${isDate ? 'days as "YYYY-MM-DD"' : 'numbers'}, but one is ${JSON.stringify(bound)}.`
          : `min and max are for numbers and dates, the field is ${field.type}.`
      );
    }
  }
  if (low.length === 0 && high.length === 0 && !field.isPast) {
    return () => undefined;
  }
  // The last day that has begun anywhere on earth, so that no zone's own today is refused.
  const latest = new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);
  return (value) => {
    if (field.isPast && value.slice(0, 10) > latest) {
      return `${value} lies in the future`;
    }
    const under = low.find((bound) => (isDate ? value < String(bound) : Number(value) < Number(bound)));
    const over = high.find((bound) => (isDate ? value > String(bound) : Number(value) > Number(bound)));
    if (under !== undefined) {
      return `${value} is below the lowest allowed, ${under}`;
    }
    return over === undefined ? undefined : `${value} is above the highest allowed, ${over}`;
  };
}

import { type NumberFormat, parseDecimal } from './parse-number';

const monthUnits = ['個月', '个月', '月', 'm', 'mo', 'mon', 'month', 'months', 'mth', 'mths', 'mes', 'meses'];
const yearUnits = ['年', 'y', 'yr', 'yrs', 'year', 'years', 'año', 'años'];

/**
 * Months of a period in words: `12個月`, `1年`, `6 months`, `2y`. Of a range (`3-6個月`) the shortest, from which on it holds.
 *
 * @returns undefined when it is none
 */
export function parsePeriod(text: string): string | undefined {
  const match = /^(\d{1,4})(?:\s*[-–~至]\s*\d{1,4})?\s*(\p{L}+)\.?$/u.exec(text.normalize('NFKC').trim());
  const count = Number(match?.[1]);
  const unit = match?.[2]?.toLowerCase() ?? '';
  if (monthUnits.includes(unit)) {
    return String(count);
  }
  return yearUnits.includes(unit) ? String(count * 12) : undefined;
}

/** The number of an amount, alone or with a currency before or after it: `HKD 10,000`, `50 000 €`; undefined when it is none. */
export function parseAmount(text: string, format: NumberFormat): string | undefined {
  const number = text
    .trim()
    .replace(/^(?:[A-Z]{2,3}|\p{Sc})\$?\s*|\s*(?:[A-Z]{3}|\p{Sc})$/gu, '')
    .trim();
  return parseDecimal(number, format);
}

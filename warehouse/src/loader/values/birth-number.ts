import { expandYear, formatDay } from './parse-date';

export interface BirthNumber {
  /** `YYYY-MM-DD` */
  birthDate: string;
  sex: 'female' | 'male';
}

/**
 * Reads a Czech birth number: YYMMDD, women with 50 added to the month, with or without the digits that follow.
 *
 * @param firstYear - first of the hundred years that the births lie in
 */
export function parseBirthNumber(text: string, firstYear: number): BirthNumber | undefined {
  const match = /^(\d{2})(\d{2})(\d{2})(?:\/?\d{3,4})?$/.exec(text);
  if (!match) {
    return undefined;
  }
  const month = Number(match[2]);
  const isFemale = month > 50;
  const birthDate = formatDay(expandYear(Number(match[1]), firstYear), isFemale ? month - 50 : month, Number(match[3]));
  return birthDate ? { birthDate, sex: isFemale ? 'female' : 'male' } : undefined;
}

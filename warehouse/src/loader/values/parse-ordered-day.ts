import { FileRefusal } from '../file-refusal';
import { type Reader } from './convert';
import { Fault, quoteValue } from './fault';
import { formatDay } from './parse-date';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads days without a year from a file whose rows are in their order: the year goes up where a month goes back to an earlier one.
 *
 * @param format - day and month, such as `D-MMM` (MMM: jan to dec) or `DD.MM`
 * @param span - first and last month of the file, `YYYY-MM`
 * @throws RangeError when format or span is none; its reader throws a FileRefusal when the rows are not in the order of days, because then no year of
 * the file can be trusted
 */
export function createOrderedDays(format: string, span: readonly string[]): { read: Reader; restart(): void } {
  const pattern = compileFormat(format);
  const [first = '', last = ''] = span;
  if (span.length !== 2 || !span.every((month) => /^\d{4}-(0[1-9]|1[0-2])$/.test(month)) || first > last) {
    throw new RangeError(
      'year_from_order takes the first and the last month of the file, such as ["2008-05", "2010-11"].'
    );
  }
  let before = first;
  const restart = () => {
    before = first;
  };
  return {
    restart,
    read(text) {
      const groups = pattern.exec(text)?.groups;
      const month =
        groups?.name === undefined ? Number(groups?.month) : monthNames.indexOf(groups.name.toLowerCase()) + 1;
      const year = Number(before.slice(0, 4));
      const inYear = (of: number) => (groups ? formatDay(of, month, Number(groups.day)) : undefined);
      const day = month < Number(before.slice(5, 7)) ? inYear(year + 1) : inYear(year);
      if (day === undefined) {
        return new Fault(`${quoteValue(text)} is no day of ${year} in the form ${format}`, text);
      }
      if (day < before || day.slice(0, 7) > last) {
        throw new FileRefusal(
          `is not in the order of its days: ${quoteValue(text)} comes after ${before}, and the file is to reach from ${first} to ${last}. Its years cannot be told. ` +
            'Remedy: load the file as the source wrote it, or leave the field with year_from_order out of the mapping.'
        );
      }
      before = day;
      return day;
    },
  };
}

function compileFormat(format: string): RegExp {
  const tokens = format.match(/MMM|MM|M|DD|D|[^A-Za-z0-9]/g) ?? [];
  const parts: Record<string, string> = {
    MMM: '(?<name>[A-Za-z]{3})',
    MM: '(?<month>\\d{2})',
    M: '(?<month>\\d{1,2})',
    DD: '(?<day>\\d{2})',
    D: '(?<day>\\d{1,2})',
  };
  const kinds = tokens.filter((token) => parts[token]).map((token) => token[0]);
  if (tokens.join('') !== format || kinds.sort().join('') !== 'DM') {
    throw new RangeError(
      `"${format}" is no form of days without a year: it needs D or DD and M, MM or MMM, each once.`
    );
  }
  return new RegExp(`^${tokens.map((token) => parts[token] ?? `\\${token}`).join('')}$`);
}

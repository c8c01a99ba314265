import { DateTime } from 'luxon';
import { type Reader } from './convert';
import { Fault, quoteValue } from './fault';
import { compileFormat, expandYear, formatDay } from './parse-date';

const iso =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[T ](?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:[.,](?<fraction>\d{1,9}))?)?$/;
const offsetPattern = /\s*(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/i;

/**
 * Makes a reader of moments: an offset behind the text counts, else it is a time of the bank's zone. Of a time that comes twice, when clocks
 * are set back, the first is taken; one that clocks skip is a fault.
 *
 * @param format - as for dates, with HH and mm; a format without them stands for `YYYY-MM-DD HH:mm:ss`, also with T between and parts of seconds
 * @returns moments in UTC as Postgres reads them
 * @throws RangeError when the format is none
 */
export function createMomentParser(format: string, firstYear: number, timeZone: string): Reader {
  const own = /HH/.test(format) && /mm/.test(format);
  const pattern = own ? compileFormat(format) : iso;
  const shown = own ? format : 'YYYY-MM-DD HH:mm:ss';
  return (text) => {
    const offset = offsetPattern.exec(text);
    const groups = pattern.exec(offset ? text.slice(0, offset.index) : text)?.groups;
    const day = groups && readDay(groups, firstYear);
    if (!groups || day === undefined) {
      return new Fault(
        `${quoteValue(text)} is no moment in the form ${shown}, with or without an offset such as +02:00`,
        text
      );
    }
    const wall = {
      year: Number(day.slice(0, 4)),
      month: Number(day.slice(5, 7)),
      day: Number(day.slice(8, 10)),
      hour: Number(groups.hour ?? 0),
      minute: Number(groups.minute ?? 0),
      second: Number(groups.second ?? 0),
      millisecond: Number((groups.fraction ?? '0').padEnd(3, '0').slice(0, 3)),
    };
    const said = offset?.[1]?.toUpperCase();
    if (said !== undefined) {
      return toText(
        DateTime.fromObject(wall, { zone: said === 'Z' ? 'utc' : `UTC${said.replace(/:?(\d\d)$/, ':$1')}` })
      );
    }
    const local = DateTime.fromObject(wall, { zone: timeZone });
    if (local.hour !== wall.hour || local.minute !== wall.minute) {
      return new Fault(
        `${quoteValue(text)} does not exist in ${timeZone}: clocks were set forward past it. The source may state another zone: have it write an offset`,
        text
      );
    }
    return toText(local.getPossibleOffsets()[0] ?? local);
  };
}

function readDay(groups: Record<string, string | undefined>, firstYear: number): string | undefined {
  const year = groups.year === undefined ? expandYear(Number(groups.shortYear), firstYear) : Number(groups.year);
  return formatDay(year, Number(groups.month), Number(groups.day));
}

function toText(moment: DateTime): string {
  return moment.toUTC().toFormat("yyyy-MM-dd HH:mm:ss.SSS'+00'");
}

/** One record of a delimited file. */
export interface CsvRecord {
  /** Physical line that it starts on, from 1 */
  line: number;
  /** As it stands in the file, without the line end; very long ones are cut */
  raw: string;
  fields: string[];
  /** Why the line could not be split; it has no fields then */
  fault?: string;
}

export interface CsvFormat {
  delimiter: string;
  /** Empty for none */
  quote: string;
}

/** Longest record, in characters: what is longer is a fault of the file, not data. */
export const maxRecordLength = 1_000_000;
const maxRecordLines = 200;
const keptRawLength = 10_000;

/**
 * Splits a delimited text, given in chunks of any size, into records.
 *
 * General CSV parsers give up, or swallow the rest of the file, at a quote that is never closed. Here a fault costs one
 * physical line: reading goes on at the next. A quoted field may hold delimiters, doubled quotes and line ends; lines
 * end in LF, CRLF or CR; empty lines are no records. Memory stays bounded by the chunk and the longest record.
 */
export class RecordSplitter {
  private rest = '';
  private line = 1;
  private lineEnd: '\n' | '\r' | undefined;
  private skipping = false;
  private columnCount: number | undefined;

  constructor(private readonly format: CsvFormat) {}

  /** Tells how many fields a record has, so that a stray quote is not taken for the start of a record of many lines. */
  expectColumns(count: number): void {
    this.columnCount = count;
  }

  /** The records that a chunk completes. */
  push(chunk: string): CsvRecord[] {
    this.rest += chunk;
    return this.split(false);
  }

  /** The last records, after the last chunk. */
  end(): CsvRecord[] {
    return this.split(true);
  }

  private split(atEnd: boolean): CsvRecord[] {
    const text = this.rest;
    const lineEnd = this.findLineEnd(text, atEnd);
    const records: CsvRecord[] = [];
    let at = 0;
    while (at < text.length) {
      const end = text.indexOf(lineEnd, at);
      if (end < 0 && !atEnd) {
        break;
      }
      const stop = end < 0 ? text.length : end;
      const next = end < 0 ? text.length : end + 1;
      if (this.skipping) {
        this.skipping = false;
        this.line++;
        at = next;
        continue;
      }
      const taken = this.takeRecord(text, at, stop, lineEnd, atEnd);
      if (taken === 'more') {
        break;
      }
      if (taken) {
        records.push(taken.record);
      }
      this.line += taken?.lines ?? 1;
      at = taken?.next ?? next;
    }
    this.rest = text.slice(at);
    if (this.rest.length > maxRecordLength && !this.rest.includes(lineEnd)) {
      if (!this.skipping) {
        records.push(this.makeFault(this.rest, tooLong));
      }
      this.skipping = true;
      this.rest = '';
    }
    return records;
  }

  private takeRecord(text: string, start: number, stop: number, lineEnd: string, atEnd: boolean) {
    const line = stripReturn(text.slice(start, stop));
    if (line.trim() === '') {
      return undefined;
    }
    const single = { lines: 1, next: Math.min(stop + 1, text.length) };
    if (line.length > maxRecordLength) {
      return { record: this.makeFault(line, tooLong), ...single };
    }
    const { quote, delimiter } = this.format;
    if (quote === '' || !line.includes(quote)) {
      return { record: { line: this.line, raw: this.cut(line), fields: line.split(delimiter) }, ...single };
    }
    const parsed = splitQuoted(line, delimiter, quote);
    if (Array.isArray(parsed)) {
      return { record: { line: this.line, raw: this.cut(line), fields: parsed }, ...single };
    }
    if (parsed.open) {
      const spanning = this.takeSpanning(text, start, stop, lineEnd, atEnd);
      if (spanning) {
        return spanning;
      }
    }
    return { record: this.makeFault(line, parsed.fault), ...single };
  }

  /** A record whose quoted field runs over line ends, when there is a sensible one. */
  private takeSpanning(text: string, start: number, firstStop: number, lineEnd: string, atEnd: boolean) {
    let stop = firstStop;
    for (let lines = 2; lines <= maxRecordLines && stop - start <= maxRecordLength; lines++) {
      if (stop >= text.length) {
        return atEnd ? undefined : ('more' as const);
      }
      const end = text.indexOf(lineEnd, stop + 1);
      if (end < 0 && !atEnd) {
        return 'more' as const;
      }
      stop = end < 0 ? text.length : end;
      const candidate = stripReturn(text.slice(start, stop));
      const parsed = splitQuoted(candidate, this.format.delimiter, this.format.quote);
      if (Array.isArray(parsed)) {
        const fits = this.columnCount === undefined || parsed.length === this.columnCount;
        const record = { line: this.line, raw: this.cut(candidate), fields: parsed };
        return fits ? { record, lines, next: Math.min(stop + 1, text.length) } : undefined;
      }
      if (!parsed.open) {
        return undefined;
      }
    }
    return undefined;
  }

  private findLineEnd(text: string, atEnd: boolean): '\n' | '\r' {
    if (this.lineEnd === undefined) {
      const newline = text.includes('\n');
      const knows = newline || atEnd || text.length > 65_536;
      const found = newline || !text.includes('\r') ? '\n' : '\r';
      if (!knows) {
        return '\n';
      }
      this.lineEnd = found;
    }
    return this.lineEnd;
  }

  private makeFault(raw: string, fault: string): CsvRecord {
    return { line: this.line, raw: this.cut(raw), fields: [], fault };
  }

  private cut(raw: string): string {
    return raw.length > keptRawLength ? `${raw.slice(0, keptRawLength)}...` : raw;
  }
}

const tooLong = `the line is longer than ${maxRecordLength} characters`;

function stripReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** The fields of a record with quotes, or why there are none; open: the text ends inside a quoted field. */
function splitQuoted(text: string, delimiter: string, quote: string): string[] | { fault: string; open: boolean } {
  const fields: string[] = [];
  for (let at = 0; ;) {
    if (text[at] !== quote) {
      const end = text.indexOf(delimiter, at);
      fields.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) {
        return fields;
      }
      at = end + 1;
      continue;
    }
    let close = text.indexOf(quote, at + 1);
    let doubled = false;
    while (close >= 0 && text[close + 1] === quote) {
      doubled = true;
      close = text.indexOf(quote, close + 2);
    }
    const position = fields.length + 1;
    if (close < 0) {
      return {
        fault: `the quote that opens field ${position} is not closed: the line is cut off, or the quote stray`,
        open: true,
      };
    }
    const content = text.slice(at + 1, close);
    fields.push(doubled ? content.replaceAll(quote + quote, quote) : content);
    if (close + 1 === text.length) {
      return fields;
    }
    if (text[close + 1] !== delimiter) {
      return { fault: `text follows the closing quote of field ${position}`, open: false };
    }
    at = close + 2;
  }
}

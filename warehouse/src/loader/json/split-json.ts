import { describeError } from '@branchlight/runtime';
import { JSONParser } from '@streamparser/json';
import { maxRecordLength, type CsvRecord } from '../csv/split-records';
import { EmptyFile, FileRefusal } from '../file-refusal';
import { pickMember, toText } from './json-text';

/** A column that the mapping speaks of, and the decimal mark in which its texts are read. */
export interface JsonColumn {
  name: string;
  decimal: string;
}

const keptRawLength = 10_000;
/** Characters within which it has to show what kind of JSON a file is. */
const longestFirstLine = maxRecordLength;

/**
 * Splits JSON, given in chunks of any size, into records: an array of objects, an object that holds such an array, or an object per line
 * (NDJSON). A record's line is its place in the array, from 1, or its physical line. Memory stays bounded by the chunk and the longest
 * record.
 *
 * A line that is no JSON is a fault of that line; an array that is broken refuses the file, because what follows cannot be told apart.
 */
export class JsonSplitter {
  private head = '';
  private reader: Reader | undefined;
  private readonly records: CsvRecord[] = [];

  /** @param path - where the rows stand in an object, such as `data.items`; without it `rows` */
  constructor(
    private readonly columns: readonly JsonColumn[],
    private readonly path?: string
  ) {}

  /** The records that a chunk completes. Throws a FileRefusal for broken JSON. */
  push(chunk: string): CsvRecord[] {
    if (this.reader) {
      this.reader.push(chunk);
    } else {
      this.head += chunk;
      this.start(false);
    }
    return this.records.splice(0);
  }

  /** The last records, after the last chunk. */
  end(): CsvRecord[] {
    this.start(true);
    this.reader?.end();
    return this.records.splice(0);
  }

  /** Rows of JSON name their fields themselves. */
  expectColumns(): void {
    return;
  }

  private start(atEnd: boolean): void {
    const text = this.head.trimStart();
    if (this.reader || text === '') {
      return;
    }
    const kind = text.startsWith('[') && this.path === undefined ? 'array' : this.tellKind(text, atEnd);
    if (kind === undefined) {
      return;
    }
    const take = (line: number, value: unknown, raw?: string) => this.records.push(this.makeRecord(line, value, raw));
    const fail = (line: number, raw: string, fault: string) => this.records.push({ line, raw, fields: [], fault });
    this.reader =
      kind === 'lines' ? new LineReader(take, fail) : new TreeReader(kind === 'array' ? '' : this.rows, take);
    this.reader.push(this.head);
    this.head = '';
  }

  private get rows(): string {
    return this.path ?? 'rows';
  }

  private tellKind(text: string, atEnd: boolean): 'lines' | 'object' | undefined {
    if (this.path !== undefined) {
      return 'object';
    }
    if (!text.startsWith('{')) {
      throw new FileRefusal(
        `is not JSON with rows: it begins with ${JSON.stringify(text.slice(0, 20))}. Remedy: send an array of objects, or an object per line.`
      );
    }
    const end = text.indexOf('\n');
    if (end < 0 && !atEnd && text.length < longestFirstLine) {
      return undefined;
    }
    // A whole object in the first line is the first of many, unless it holds the rows itself.
    const first = parse(end < 0 ? text : text.slice(0, end));
    return isObject(first) && !Array.isArray(first[this.rows]) ? 'lines' : 'object';
  }

  private makeRecord(line: number, value: unknown, raw: string = JSON.stringify(value)): CsvRecord {
    const cut = raw.length > keptRawLength ? `${raw.slice(0, keptRawLength)}...` : raw;
    if (!isObject(value)) {
      return { line, raw: cut, fields: [], fault: 'the row is no JSON object' };
    }
    try {
      const fields = this.columns.map(({ name, decimal }) => {
        try {
          return toText(pickMember(value, name), decimal);
        } catch (error) {
          throw new RangeError(`column ${name}: ${describeError(error)}`);
        }
      });
      return { line, raw: cut, fields };
    } catch (error) {
      return { line, raw: cut, fields: [], fault: describeError(error) };
    }
  }
}

interface Reader {
  push(chunk: string): void;
  end(): void;
}

/** An object per line. */
class LineReader implements Reader {
  private rest = '';
  private line = 0;

  constructor(
    private readonly take: (line: number, value: unknown, raw: string) => void,
    private readonly fail: (line: number, raw: string, fault: string) => void
  ) {}

  push(chunk: string): void {
    const lines = (this.rest + chunk).split('\n');
    this.rest = lines.pop() ?? '';
    lines.forEach((line) => this.read(line));
    if (this.rest.length > maxRecordLength) {
      throw new FileRefusal(
        `line ${this.line + 1} is longer than ${maxRecordLength} characters. Remedy: send an object per line.`
      );
    }
  }

  end(): void {
    this.read(this.rest);
    this.rest = '';
  }

  private read(text: string): void {
    this.line++;
    const raw = text.trim();
    if (raw === '') {
      return;
    }
    const value = parse(raw);
    if (value === undefined) {
      this.fail(this.line, raw.slice(0, keptRawLength), 'the line is no JSON: it is cut off or damaged');
    } else {
      this.take(this.line, value, raw);
    }
  }
}

/** One document, with the rows in an array at a path of names. */
class TreeReader implements Reader {
  private readonly parser: JSONParser;
  private count = 0;
  private isOver = false;

  constructor(
    private readonly path: string,
    take: (line: number, value: unknown) => void
  ) {
    this.parser = new JSONParser({ paths: [`$${path && `.${path}`}.*`], keepStack: false });
    this.parser.onValue = ({ value, parent }) => {
      if (!Array.isArray(parent)) {
        throw new FileRefusal(`has no array of rows at "${path}". Remedy: correct the path in the mapping.`);
      }
      take(++this.count, value);
    };
    this.parser.onEnd = () => (this.isOver = true);
  }

  push(chunk: string): void {
    if (this.isOver) {
      this.refuseMore(chunk);
      return;
    }
    try {
      this.parser.write(chunk);
    } catch (error) {
      throw this.explain(error);
    }
  }

  end(): void {
    try {
      if (!this.isOver) {
        this.parser.end();
      }
    } catch (error) {
      throw this.explain(error);
    }
    if (!this.isOver) {
      throw this.explain(new Error('it ends too early'));
    }
    if (this.count === 0 && this.path !== '') {
      throw new EmptyFile(
        `has no rows at "${this.path}". Remedy: correct the path in the mapping, or leave the file out.`
      );
    }
  }

  private refuseMore(chunk: string): void {
    if (chunk.trim() !== '') {
      throw this.explain(new Error('text follows its end'));
    }
  }

  private explain(error: unknown): FileRefusal {
    return error instanceof FileRefusal
      ? error
      : new FileRefusal(
          `is no valid JSON after ${this.count} rows: ${describeError(error)}. Remedy: fetch it again, or send an object per line.`
        );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { type Client } from 'pg';
import { RecordSplitter, type CsvRecord } from './csv/split-records';
import { StagingWriter } from './database/staging';
import { type RejectedRow } from './database/record-load';
import { EmptyFile } from './file-refusal';
import { openTextFile } from './files/open-file';
import { isJson, type FoundFile } from './files/find-files';
import { JsonSplitter, type JsonColumn } from './json/split-json';
import { type CompiledFile } from './mapping/compiled';
import { type LoadProgress } from './progress';
import { makeHeader, readHeader } from './rows/read-header';
import { createRowReader, type ReadRow } from './rows/read-row';

/** What is known of a file while it is read, also when reading fails half-way. */
export interface ReadState {
  read: number;
  rejected: number;
  sha256: string;
  /** The first rejected rows */
  samples: RejectedRow[];
}

const keptWhileReading = 50;

/**
 * Streams a file through its mapping into the staging table; memory does not grow with the file.
 *
 * @param state - kept up to date
 * @throws FileRefusal when the file as a whole cannot be used
 */
export async function readIntoStaging(
  client: Client,
  found: FoundFile,
  state: ReadState,
  options: { signal?: AbortSignal; onProgress?: (progress: LoadProgress) => void }
): Promise<void> {
  const { path, name, file } = found;
  const { signal, onProgress } = options;
  const started = performance.now();
  const source = await openTextFile(path, isJson(found) ? 'utf-8' : (found.encoding ?? file.format.encoding), signal);
  const reader = new FileReader(found, state);
  const writer = new StagingWriter(client, file);
  try {
    for await (const chunk of source.chunks) {
      signal?.throwIfAborted();
      await writer.write(reader.read(chunk));
      onProgress?.({
        file: name,
        phase: 'read',
        rows: state.read,
        bytes: source.bytesRead(),
        bytesTotal: source.bytesTotal,
        seconds: (performance.now() - started) / 1000,
      });
    }
    await writer.write(reader.end());
    await writer.end();
  } catch (error) {
    await writer.cancel();
    throw error;
  } finally {
    state.sha256 = source.sha256();
  }
}

class FileReader {
  private readonly file: CompiledFile;
  private readonly splitter: RecordSplitter | JsonSplitter;
  private readRow: ((record: CsvRecord) => ReadRow) | undefined;

  constructor(
    found: FoundFile,
    private readonly state: ReadState
  ) {
    const { file } = found;
    this.file = file;
    if (isJson(found)) {
      this.splitter = new JsonSplitter(listJsonColumns(file), found.rows);
      this.useHeader(makeHeader(file.usedColumns));
      return;
    }
    this.splitter = new RecordSplitter(file.format);
    if (file.columns) {
      this.useHeader(makeHeader(file.columns));
    }
  }

  read(chunk: string): ReadRow[] {
    return this.readRecords(this.splitter.push(chunk));
  }

  end(): ReadRow[] {
    const rows = this.readRecords(this.splitter.end());
    if (!this.readRow) {
      throw new EmptyFile('has no line with text. Remedy: fetch it again, or leave it out.');
    }
    if (this.state.read === 0) {
      const what = this.splitter instanceof JsonSplitter ? 'has no rows' : 'has a header, but no rows';
      throw new EmptyFile(`${what}. Remedy: fetch it again, or leave it out.`);
    }
    return rows;
  }

  private readRecords(records: CsvRecord[]): ReadRow[] {
    let rest = records;
    if (!this.readRow && records[0]) {
      this.useHeader(readHeader(records[0], this.file));
      rest = records.slice(1);
    }
    return this.readRow
      ? rest.map((record) => this.count(this.readRow?.(record))).filter((row) => row !== undefined)
      : [];
  }

  private useHeader(header: ReturnType<typeof makeHeader>): void {
    this.splitter.expectColumns(header.size);
    this.readRow = createRowReader(this.file, header);
  }

  private count(row: ReadRow | undefined): ReadRow | undefined {
    if (row) {
      this.state.read++;
      if (row.reason !== undefined) {
        this.state.rejected++;
        if (this.state.samples.length < keptWhileReading && row.setAside === 0) {
          const { line, reason, raw, reasonField } = row;
          this.state.samples.push({ line, reason, raw, field: reasonField ?? null });
        }
      }
    }
    return row;
  }
}

function listJsonColumns({ usedColumns, intos, format }: CompiledFile): JsonColumn[] {
  const fields = intos.flatMap((into) => into.fields);
  return usedColumns.map((name) => ({
    name,
    decimal: fields.find(({ columns }) => columns.includes(name))?.decimal ?? format.decimal,
  }));
}

import {
  BankFileError,
  suggestName,
  type BankFileProblem,
  type Mapping,
  type MappingFile,
  type MappingFormat,
  type ReadMapping,
  type YamlPath,
} from '@branchlight/bank-files';
import path from 'node:path';
import { compileFeed } from './compile-feed';
import { compileInto, type IntoContext } from './compile-into';
import { lineColumn } from '../rows/read-header';
import { type CompiledFile, type CompiledInto, type CompiledMapping, type FileFormat } from './compiled';

const defaultMaxRejects = 0.01;
const firstYearDefault = 1950;

/**
 * Checks a mapping against the tables that there are and makes it ready to read rows.
 *
 * @param timeZone - of the bank, which cuts the days of moments
 * @throws BankFileError that lists every problem with its line, what is allowed and the remedy
 */
export function compileMapping({ mapping, yaml }: ReadMapping, timeZone: string): CompiledMapping {
  const problems: BankFileProblem[] = [];
  const report = (path: YamlPath, message: string) => void problems.push(yaml.problemAt(path, message));
  const files = mapping.files.map((file, index) => compileFile(file, ['files', index], { mapping, timeZone, report }));
  const feed = compileFeed(mapping, { files, base: path.dirname(path.resolve(yaml.file)), timeZone, report });
  reportRepeated(mapping.products?.map(({ code }) => code) ?? [], (index, code) =>
    report(['products', index], `the product "${code}" is declared twice: leave one out.`)
  );
  reportRepeated(
    mapping.files.map(({ name }) => name),
    (index, name) => report(['files', index, 'name'], `"${name}" is the name of two files: rename one.`)
  );
  if (problems.length > 0) {
    throw new BankFileError(
      yaml.file,
      problems.sort((a, b) => a.line - b.line)
    );
  }
  return {
    source: mapping.source,
    bank: mapping.bank,
    maxRejects: readShare(mapping.max_rejects),
    regionCodes: mapping.region_codes ?? 'first_appearance',
    products: mapping.products ?? [],
    files,
    ...(feed && { feed }),
  };
}

interface FileContext {
  mapping: Mapping;
  timeZone: string;
  report(path: YamlPath, message: string): void;
}

function compileFile(file: MappingFile, path: YamlPath, { mapping, timeZone, report }: FileContext): CompiledFile {
  const format = fillFormat(mapping.defaults ?? {}, file.format ?? {});
  if (format.delimiter === format.quote) {
    report([...path, 'format'], `"${format.quote}" cannot be both delimiter and quote.`);
  }
  let slots = 0;
  const context: IntoContext = {
    conversion: { ...format, timeZone },
    products: new Set(mapping.products?.map(({ code }) => code)),
    takeSlot: () => `c${slots++}`,
    report,
  };
  const intos = file.into.map((into, index) => compileInto(into, [...path, 'into', index], 0, context));
  const asides = (file.set_aside ?? []).flatMap((rule, ruleIndex) =>
    (rule.into ?? []).map((into, index) =>
      compileInto(into, [...path, 'set_aside', ruleIndex, 'into', index], ruleIndex + 1, context)
    )
  );
  const all = [...intos, ...asides].filter((into) => into !== undefined);
  const setAside = (file.set_aside ?? []).map(({ when, reason }) => ({ when: Object.entries(when), reason }));
  const first = intos[0];
  if (first) {
    checkKey(file, first, (message) => report([...path, 'key'], message));
  }
  const usedColumns = new Set([
    ...file.key,
    ...setAside.flatMap(({ when }) => when.map(([column]) => column)),
    ...all.flatMap(listColumns),
  ]);
  if (file.columns) {
    reportUnknownColumns([...file.columns, lineColumn], usedColumns, (message) =>
      report([...path, 'columns'], message)
    );
  }
  return {
    name: file.name,
    patterns: [file.pattern].flat(),
    domain: file.domain,
    isRequired: file.required ?? true,
    format,
    ...(file.columns && { columns: file.columns }),
    intos: all,
    setAside,
    usedColumns: [...usedColumns],
  };
}

function fillFormat(defaults: MappingFormat, own: MappingFormat): FileFormat {
  const said = { ...defaults, ...own };
  return {
    delimiter: said.delimiter ?? ',',
    quote: said.quote ?? '"',
    encoding: said.encoding ?? 'utf-8',
    decimal: said.decimal ?? '.',
    thousands: said.thousands ?? '',
    date: said.date ?? 'YYYY-MM-DD',
    firstYear: said.first_year ?? firstYearDefault,
    nulls: said.nulls ?? [],
  };
}

/** A key that is read from other columns than the file's would let rows overwrite each other, or double them. */
function checkKey(
  file: MappingFile,
  { target, fields, unpivot }: CompiledInto,
  report: (message: string) => void
): void {
  const keyFields = target.key.filter((name) => name !== unpivot?.nameField);
  const feeding = new Set(fields.filter(({ name }) => keyFields.includes(name)).flatMap(({ columns }) => columns));
  const same = file.key.every((column) => feeding.has(column)) && feeding.size === new Set(file.key).size;
  if (!same && feeding.size > 0) {
    report(
      `says ${file.key.join(', ')}, but the key of ${target.name} (${target.key.join(', ')}) is read from ${[...feeding].join(', ')}: make both the same.`
    );
  }
}

function listColumns({ fields, unpivot }: CompiledInto): string[] {
  return [...fields.flatMap(({ columns }) => columns), ...(unpivot?.columns.map(({ column }) => column) ?? [])];
}

function reportUnknownColumns(
  columns: readonly string[],
  used: ReadonlySet<string>,
  report: (message: string) => void
): void {
  reportRepeated([...columns], (_index, name) =>
    report(`names "${name}" twice: every column needs a name of its own.`)
  );
  for (const column of used) {
    if (!columns.includes(column)) {
      report(`has no "${column}", which the fields refer to.${suggestName(column, columns)}`);
    }
  }
}

function reportRepeated(names: readonly string[], report: (index: number, name: string) => void): void {
  names.forEach((name, index) => names.indexOf(name) < index && report(index, name));
}

function readShare(share: string | number | undefined): number {
  if (share === undefined) {
    return defaultMaxRejects;
  }
  return typeof share === 'number' ? share : Number.parseFloat(share) / 100;
}

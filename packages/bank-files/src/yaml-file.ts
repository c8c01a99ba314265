import { readFileSync } from 'node:fs';
import { LineCounter, isNode, parseDocument, type Document } from 'yaml';
import { BankFileError, type BankFileProblem } from './bank-file-error';

export type YamlPath = ReadonlyArray<string | number>;

/** A parsed YAML file that still knows where its parts stand. */
export interface YamlFile {
  /** As given, for messages */
  file: string;
  /** Plain objects, lists and scalars; not checked yet */
  value: unknown;
  /** Line (from 1) of the part at a path, or of the nearest part around it */
  lineOf(path: YamlPath): number;
  /** A problem at a path, with its line */
  problemAt(path: YamlPath, message: string): BankFileProblem;
}

/**
 * Reads one YAML document (YAML 1.2, duplicate keys refused).
 *
 * @throws BankFileError when the file cannot be read or is no valid YAML
 */
export function readYamlFile(file: string): YamlFile {
  return parseYamlText(file, readText(file));
}

/** Like {@link readYamlFile}, from a text. */
export function parseYamlText(file: string, text: string): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new BankFileError(
      file,
      document.errors.map((error) => ({
        line: lineCounter.linePos(error.pos[0]).line,
        path: '',
        message: `is not valid YAML: ${error.message}. Remedy: check the indentation, colons and quotes around this line.`,
      }))
    );
  }
  const value: unknown = document.toJS();
  if (value === null || value === undefined) {
    throw new BankFileError(file, [{ line: 1, path: '', message: 'is empty.' }]);
  }
  const lineOf = (path: YamlPath) => findLine(document, lineCounter, path);
  return {
    file,
    value,
    lineOf,
    problemAt: (path, message) => ({ line: lineOf(path), path: formatPath(path), message }),
  };
}

/** `['files', 3, 'fields', '2010 Deposits']` as `files[3].fields["2010 Deposits"]`. */
export function formatPath(path: YamlPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') {
        return `[${part}]`;
      }
      return /^[\w-]+$/.test(part) ? `${index > 0 ? '.' : ''}${part}` : `[${JSON.stringify(part)}]`;
    })
    .join('');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const missing = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
    const message = missing
      ? 'does not exist. Remedy: check the path; mappings of known sources lie in bank/mappings.'
      : `cannot be read: ${String(error)}.`;
    throw new BankFileError(file, [{ line: 1, path: '', message }]);
  }
}

function findLine(document: Document, lineCounter: LineCounter, path: YamlPath): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      return lineCounter.linePos(findKeyOffset(document, path.slice(0, length)) ?? node.range[0]).line;
    }
  }
  return 1;
}

/** Offset of the key that names a part: a value that is a block starts a line below its key. */
function findKeyOffset(document: Document, path: YamlPath): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const name = path.at(-1);
  if (typeof name !== 'string' || typeof parent !== 'object' || parent === null || !('items' in parent)) {
    return undefined;
  }
  const items: unknown = parent.items;
  for (const item of Array.isArray(items) ? items : []) {
    const key: unknown = typeof item === 'object' && item !== null && 'key' in item ? item.key : undefined;
    if (isNode(key) && key.range && 'value' in key && String(key.value) === name) {
      return key.range[0];
    }
  }
  return undefined;
}

import { readMapping } from '@branchlight/bank-files';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { targets } from '../../../warehouse/src/loader/targets';

/** Who fills a table of the warehouse. */
export interface Origin {
  /** The mapping's source, or what else writes the table */
  source: string;
  /** Of a mapping, the files' patterns */
  files: string[];
}

/** Parts of the warehouse that fill tables without a mapping. */
const writers = [
  { source: 'demo bank', folder: 'warehouse/src/demo-bank' },
  { source: 'settings', folder: 'warehouse/src/settings' },
  { source: 'loader', folder: 'warehouse/src/loader' },
];
const written = /^(?:core\.([a-z_]+)(?:$| ?\()|\s*(?:INSERT INTO|COPY|MERGE INTO) core\.([a-z_]+))/;

/** By table (`core.transaction`) who fills it, from the bank's mappings and the warehouse's own code. */
export function readTableOrigins(root: string): Map<string, Origin[]> {
  const origins = new Map<string, Origin[]>();
  const add = (table: string, source: string, files: string[]) => {
    const found = origins.get(table) ?? [];
    origins.set(table, found);
    const same = found.find((origin) => origin.source === source);
    if (same) {
      same.files = [...new Set([...same.files, ...files])].sort();
    } else {
      found.push({ source, files });
    }
  };
  const mappings = path.join(root, 'bank/mappings');
  for (const name of readdirSync(mappings).filter((file) => file.endsWith('.yml'))) {
    const { mapping } = readMapping(path.join(mappings, name));
    for (const file of mapping.files) {
      const rows = [...file.into, ...(file.set_aside ?? []).flatMap(({ into }) => into ?? [])];
      for (const { table } of rows) {
        const target = targets.get(table);
        for (const filled of target ? [target.table, ...(target.merge?.alsoWrites ?? [])] : []) {
          add(filled, mapping.source, [file.pattern].flat());
        }
      }
    }
  }
  for (const { source, folder } of writers) {
    for (const table of listWrittenTables(root, folder)) {
      // What the loader writes is that of a mapping; of its own it keeps the products that mappings declare.
      if (source !== 'loader' || !origins.has(table)) {
        add(table, source === 'loader' ? 'mappings' : source, []);
      }
    }
  }
  origins.forEach((found) => found.sort((a, b) => a.source.localeCompare(b.source)));
  return origins;
}

/** Tables of core that the texts of a folder's code copy or insert into. */
function listWrittenTables(root: string, folder: string): string[] {
  const tables = new Set<string>();
  const take = (text: string) => {
    const match = written.exec(text);
    const name = match?.[1] ?? match?.[2];
    if (name !== undefined) {
      tables.add(`core.${name}`);
    }
  };
  for (const file of globSync(`${folder}/**/*.{ts,sql}`, { cwd: root })) {
    const text = readFileSync(path.join(root, file), 'utf8');
    if (file.endsWith('.sql')) {
      text.split('\n').forEach(take);
    } else if (!/\.test\.ts$|\/(?:fixtures|testing|targets)\//.test(file)) {
      listTexts(file, text).forEach(take);
    }
  }
  return [...tables].sort();
}

function listTexts(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
      found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

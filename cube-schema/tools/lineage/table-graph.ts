import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readSteps } from '../../../warehouse/src/mart/derived-steps';
import { listAt, nodeAt, parseSql, textAt, type SqlNode } from '../sql/parse-sql';
import { joinNames, readTables } from '../sql/read-tables';

/**
 * Tables that only bound the days and months that a refresh or a query works on. Everything reads them and they read nearly everything: followed, they would make
 * every figure come from every table.
 */
export const boundTables: ReadonlySet<string> = new Set(['scope', 'rebuild', 'mart.horizon', 'mart.checkpoint']);

/** A step of the mart, a view or a function of the warehouse: what it makes out of what. */
export interface Derivation {
  /** `04-deposit-day` of a step, `mart.account_owner` of a view or function */
  name: string;
  kind: 'step' | 'view' | 'function';
  /** Relative to the repository */
  file: string;
  /** Each with the tables that its rows come from; temporary tables have no schema */
  writes: Map<string, Set<string>>;
}

export interface TableGraph {
  derivations: Derivation[];
  /** By table or view, what its rows come from; by function, the tables that it asks */
  from: Map<string, Set<string>>;
}

/**
 * Reads who makes what in the warehouse from its own SQL: the steps of the mart and the views and functions of the migrations.
 * The parser must be loaded.
 *
 * @param root - the repository
 */
export function readTableGraph(root: string): TableGraph {
  const relative = (file: string) => path.relative(root, file).split(path.sep).join('/');
  const migrated = readMigrations(path.join(root, 'warehouse/migrations'), relative);
  const functions = new Set(migrated.filter(({ kind }) => kind === 'function').map(({ name }) => name));
  const steps = ['sql', 'sql/cells']
    .map((folder) => path.join(root, 'warehouse/src/mart', folder))
    .flatMap((folder) =>
      readSteps(folder).map(({ name, sql }): Derivation => {
        const writes = new Map<string, Set<string>>();
        for (const statement of parseSql(sql)) {
          const use = readTables(statement);
          const reads = [...use.reads, ...[...use.calls].filter((name) => functions.has(name))];
          use.writes.forEach((table) => addAll(writes, table, reads));
        }
        return { name, kind: 'step', file: relative(path.join(folder, `${name}.sql`)), writes };
      })
    );
  const derivations = [...migrated, ...steps];
  const from = new Map<string, Set<string>>();
  for (const { writes } of derivations) {
    writes.forEach((reads, table) => addAll(from, table, reads));
  }
  return { derivations, from };
}

function readMigrations(folder: string, relative: (file: string) => string): Derivation[] {
  const found = new Map<string, Derivation>();
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    for (const statement of parseSql(readFileSync(file, 'utf8'))) {
      const view = nodeAt(statement, 'ViewStmt');
      const routine = nodeAt(statement, 'CreateFunctionStmt');
      if (view) {
        const { reads, writes, calls } = readTables(statement);
        const [table = ''] = writes;
        const called = [...calls].filter((each) => found.has(each));
        found.set(table, toDerivation(table, 'view', relative(file), [...reads, ...called]));
      }
      if (routine) {
        const name = joinNames(listAt(routine, 'funcname'));
        found.set(name, toDerivation(name, 'function', relative(file), readBody(routine)));
      }
    }
  }
  return [...found.values()];
}

function toDerivation(table: string, kind: Derivation['kind'], file: string, reads: string[]): Derivation {
  return { name: table, kind, file, writes: new Map([[table, new Set(reads)]]) };
}

/** Tables that a function of ours asks: of one in SQL by its statements, of one in PL/pgSQL by the names of tables in it. */
function readBody(routine: SqlNode): string[] {
  const options = listAt(routine, 'options').map((option) => nodeAt(option, 'DefElem'));
  const body = options.find((option) => textAt(option, 'defname') === 'as');
  const text = listAt(nodeAt(nodeAt(body, 'arg'), 'List'), 'items')
    .map((item) => textAt(nodeAt(item, 'String'), 'sval') ?? '')
    .join('\n');
  return [...text.matchAll(/\b(?:core|mart|ops)\.[a-z_]+/g)].map(([table]) => table);
}

export interface TableSources {
  /** Tables and views of the warehouse on the way, the first ones included */
  through: string[];
  /** Tables that nothing in the warehouse derives: loaded ones */
  loaded: string[];
}

/** Tables and functions of the warehouse that a query reads. */
export function readQuery(graph: TableGraph, sql: string): string[] {
  const found = parseSql(sql).flatMap((statement) => {
    const { reads, calls } = readTables(statement);
    return [...reads, ...[...calls].filter((name) => graph.from.has(name))];
  });
  return [...new Set(found)].sort();
}

/** Follows tables back to those that are loaded. Bounds of days are left out, temporary tables and functions are passed. */
export function followTables(graph: TableGraph, start: Iterable<string>): TableSources {
  const seen = new Set<string>();
  const open = [...start];
  for (let table = open.pop(); table !== undefined; table = open.pop()) {
    if (!seen.has(table) && !boundTables.has(table)) {
      seen.add(table);
      open.push(...(graph.from.get(table) ?? []));
    }
  }
  const functions = new Set(graph.derivations.filter(({ kind }) => kind === 'function').map(({ name }) => name));
  const named = [...seen].filter((table) => table.includes('.') && !functions.has(table));
  return {
    through: named.filter((table) => graph.from.has(table)).sort(),
    loaded: named.filter((table) => !graph.from.has(table)).sort(),
  };
}

/** The tables with a schema that these stand for: temporary tables and functions are followed until there is one. */
export function followTemporaryTables(graph: TableGraph, start: Iterable<string>): string[] {
  const functions = new Set(graph.derivations.filter(({ kind }) => kind === 'function').map(({ name }) => name));
  const isPassed = (table: string) => !table.includes('.') || functions.has(table);
  const seen = new Set<string>();
  const open = [...start];
  for (let table = open.pop(); table !== undefined; table = open.pop()) {
    if (!seen.has(table) && !(isPassed(table) && boundTables.has(table))) {
      seen.add(table);
      open.push(...(isPassed(table) ? (graph.from.get(table) ?? []) : []));
    }
  }
  return [...seen].filter((table) => !isPassed(table)).sort();
}

function addAll(map: Map<string, Set<string>>, key: string, values: Iterable<string>): void {
  const found = map.get(key) ?? new Set();
  map.set(key, found);
  for (const value of values) {
    if (value !== key) {
      found.add(value);
    }
  }
}

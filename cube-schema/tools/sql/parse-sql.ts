import { loadModule, parseSync } from 'libpg-query';

/** A node of Postgres' own parse tree: `{ SelectStmt: {...} }`, fields by name. */
export type SqlNode = Record<string, unknown>;

let isLoaded = false;

/** Loads Postgres' parser (WebAssembly); must be over before {@link parseSql}. */
export async function loadSqlParser(): Promise<void> {
  if (!isLoaded) {
    await loadModule();
    isLoaded = true;
  }
}

/**
 * Statements of a text, as Postgres itself reads them.
 *
 * @throws Error with the parser's words where the text is no SQL
 */
export function parseSql(text: string): SqlNode[] {
  const tree: unknown = parseSync(text);
  const statements = isNode(tree) && Array.isArray(tree.stmts) ? tree.stmts : [];
  return statements.flatMap((each: unknown) => (isNode(each) && isNode(each.stmt) ? [each.stmt] : []));
}

export function isNode(value: unknown): value is SqlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The named field of a node where it is one, such as `nodeAt(insert, 'relation')`. */
export function nodeAt(node: SqlNode | undefined, name: string): SqlNode | undefined {
  const value = node?.[name];
  return isNode(value) ? value : undefined;
}

/** The nodes of a field that is a list. */
export function listAt(node: SqlNode | undefined, name: string): SqlNode[] {
  const value = node?.[name];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function textAt(node: SqlNode | undefined, name: string): string | undefined {
  const value = node?.[name];
  return typeof value === 'string' ? value : undefined;
}

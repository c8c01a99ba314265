import { isNode, listAt, nodeAt, textAt, type SqlNode } from './parse-sql';

/** What a statement touches; tables and functions as `schema.name`, without a schema as `name`: a temporary table or a function of Postgres. */
export interface TableUse {
  reads: Set<string>;
  writes: Set<string>;
  calls: Set<string>;
}

const writers = ['InsertStmt', 'UpdateStmt', 'MergeStmt'];

/** Tables that a statement reads and writes, those of its subqueries and CTEs included; a CTE's name is no table. Rows that are deleted are no use. */
export function readTables(statement: SqlNode): TableUse {
  const use: TableUse = { reads: new Set(), writes: new Set(), calls: new Set() };
  visit(statement, new Set(), use);
  return use;
}

function visit(value: unknown, ctes: ReadonlySet<string>, use: TableUse): void {
  if (Array.isArray(value)) {
    value.forEach((each) => visit(each, ctes, use));
    return;
  }
  if (!isNode(value)) {
    return;
  }
  for (const [kind, node] of Object.entries(value)) {
    if (!isNode(node)) {
      visit(node, ctes, use);
    } else if (kind === 'RangeVar') {
      addRead(node, ctes, use);
    } else if (kind === 'FuncCall') {
      use.calls.add(joinNames(listAt(node, 'funcname')));
      visitFields(node, ctes, use);
    } else if (writers.includes(kind)) {
      visitWriter(node, ctes, use);
    } else if (kind === 'CreateTableAsStmt') {
      addWrite(nodeAt(nodeAt(node, 'into'), 'rel'), use);
      visit(node.query, ctes, use);
    } else if (kind === 'ViewStmt') {
      addWrite(nodeAt(node, 'view'), use);
      visit(node.query, ctes, use);
    } else if (kind === 'CopyStmt') {
      addWrite(nodeAt(node, 'relation'), use);
    } else if (isRowSource(kind)) {
      visitFields(node, ctes, use);
    }
  }
}

/** Kinds of statement that take rows from nowhere: ANALYZE, DELETE, DROP and the like. */
function isRowSource(kind: string): boolean {
  return !kind.endsWith('Stmt') || kind === 'SelectStmt';
}

function visitWriter(node: SqlNode, ctes: ReadonlySet<string>, use: TableUse): void {
  addWrite(nodeAt(node, 'relation'), use);
  visitFields({ ...node, relation: undefined }, ctes, use);
}

/** The fields of a statement or expression; its CTEs are known to those after them and to itself. */
function visitFields(node: SqlNode, outer: ReadonlySet<string>, use: TableUse): void {
  const withClause = nodeAt(node, 'withClause');
  const known = new Set(outer);
  const list = listAt(withClause, 'ctes').map((each) => nodeAt(each, 'CommonTableExpr'));
  if (withClause?.recursive === true) {
    list.forEach((cte) => known.add(textAt(cte, 'ctename') ?? ''));
  }
  for (const cte of list) {
    visit(cte?.ctequery, new Set(known), use);
    known.add(textAt(cte, 'ctename') ?? '');
  }
  for (const [name, value] of Object.entries(node)) {
    if (name === 'withClause') {
      continue;
    }
    if (isBareSelect(name, value)) {
      visitFields(value, known, use);
    } else if (name === 'relation' && isNode(value)) {
      addRead(value, known, use);
    } else {
      visit(value, known, use);
    }
  }
}

/** Both sides of a UNION stand in the tree without their kind. */
function isBareSelect(name: string, value: unknown): value is SqlNode {
  return (name === 'larg' || name === 'rarg') && isNode(value) && !Object.keys(value).some((key) => /^[A-Z]/.test(key));
}

function addRead(range: SqlNode, ctes: ReadonlySet<string>, use: TableUse): void {
  const schema = textAt(range, 'schemaname');
  const name = textAt(range, 'relname') ?? '';
  if (schema !== undefined || !ctes.has(name)) {
    use.reads.add(toName(schema, name));
  }
}

function addWrite(range: SqlNode | undefined, use: TableUse): void {
  use.writes.add(toName(textAt(range, 'schemaname'), textAt(range, 'relname') ?? ''));
}

function toName(schema: string | undefined, name: string): string {
  return schema === undefined || schema === 'pg_temp' ? name : `${schema}.${name}`;
}

/** `mart.period_edge` from the nodes of its parts. */
export function joinNames(parts: SqlNode[]): string {
  return parts.map((part) => textAt(nodeAt(part, 'String'), 'sval') ?? '').join('.');
}

import { type Pool } from 'pg';
import { z } from 'zod';

const sqlSchema = z.object({ sql: z.object({ sql: z.tuple([z.string(), z.array(z.unknown())]) }) });
const planSchema = z.looseObject({
  Schema: z.string().optional(),
  'Relation Name': z.string().optional(),
  'Actual Loops': z.number(),
  get Plans() {
    return z.array(planSchema).optional();
  },
});
type Plan = z.infer<typeof planSchema>;

/** What the bank is made of: a few rows that no load of facts adds to. */
const masterData = new Set(['core.outlet', 'core.org_unit', 'core.staff', 'core.area', 'core.tier', 'core.product']);
/** Tables of the mart with a row per customer, loan or card. */
const detailed = /^mart\.(customer|customer_balance|loan|card)_(span|home|tier)$/;

/** Where Cube is, and a token of an analyst: nobody else may see SQL. */
export interface CubeForAnalysts {
  url: string;
  token: string;
}

/**
 * The tables that a query of the semantic layer reads, by what Postgres ran, and whether rollups alone answer it: no facts of core, and no
 * table with a row per customer, loan or card.
 */
export async function findRollups(
  { url, token }: CubeForAnalysts,
  pool: Pool,
  query: unknown
): Promise<{ tables: string[]; isHit: boolean }> {
  const response = await fetch(`${url}/cubejs-api/v1/sql?query=${encodeURIComponent(JSON.stringify(query))}`, {
    headers: { authorization: token },
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`Cube gives no SQL: ${text}`);
  }
  const [sql, values] = sqlSchema.parse(JSON.parse(text)).sql.sql;
  const { rows } = await pool.query<{ 'QUERY PLAN': unknown }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON, VERBOSE) ${sql}`,
    values
  );
  const [{ Plan: plan }] = z.tuple([z.object({ Plan: planSchema })]).parse(rows[0]?.['QUERY PLAN']);
  const tables = [...new Set(listTables(plan))].sort();
  return {
    tables,
    isHit: !tables.some((table) => (table.startsWith('core.') && !masterData.has(table)) || detailed.test(table)),
  };
}

function listTables(plan: Plan): string[] {
  if (plan['Actual Loops'] === 0) {
    // A branch that this query does not need.
    return [];
  }
  const own = plan['Relation Name'] === undefined ? [] : [`${plan.Schema ?? ''}.${plan['Relation Name']}`];
  return [...own, ...(plan.Plans ?? []).flatMap(listTables)];
}

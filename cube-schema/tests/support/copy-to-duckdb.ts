import { DuckDBInstance } from '@duckdb/node-api';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

interface Table {
  name: string;
  /** `day date`, `balance decimal(18,2)` */
  columns: string[];
}

/**
 * Copies tables and views (`mart.outlet`) from Postgres into a new DuckDB file, over CSV; a view becomes a table.
 *
 * @throws Error when one of them does not exist
 */
export async function copyToDuckDb(client: Client, file: string, names: readonly string[]): Promise<void> {
  const tables = await listTables(client, names);
  if (tables.length !== new Set(names).size) {
    throw new Error(`Some of ${names.join(', ')} do not exist`);
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'branchlight-duckdb-'));
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    for (const schema of new Set(names.map((name) => name.split('.')[0]))) {
      await connection.run(`CREATE SCHEMA ${schema}`);
    }
    for (const { name, columns } of tables) {
      const csv = path.join(folder, `${name}.csv`);
      await pipeline(
        client.query(copyTo(`COPY (SELECT * FROM ${name}) TO STDOUT (FORMAT csv, NULL '\\N')`)),
        createWriteStream(csv)
      );
      await connection.run(`CREATE TABLE ${name} (${columns.join(', ')})`);
      await connection.run(
        `COPY ${name} FROM '${csv}' (FORMAT csv, AUTO_DETECT false, HEADER false, NULLSTR '\\N', DELIMITER ',', QUOTE '"', ESCAPE '"')`
      );
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
}

async function listTables(client: Client, names: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name,
       array_agg('"' || column_name || '" ' || CASE
         WHEN data_type = 'numeric' AND numeric_precision IS NOT NULL THEN format('decimal(%s,%s)', numeric_precision, numeric_scale)
         WHEN data_type = 'numeric' THEN 'decimal(38,12)'
         WHEN data_type IN ('ARRAY', 'jsonb', 'json', 'bytea', 'name', 'regtype', 'character') THEN 'varchar'
         ELSE data_type END ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_schema || '.' || table_name = ANY ($1) GROUP BY 1`,
    [names]
  );
  return rows;
}

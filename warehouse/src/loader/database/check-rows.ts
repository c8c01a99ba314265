import { type Client } from 'pg';
import { type CompiledFile, type CompiledInto } from '../mapping/compiled';
import { getReferenced } from '../targets';
import { selectRows, stagingTable } from './staging';

/** Rejects what only shows beside other rows: repeated keys, and references to what is not there. */
export async function checkStagedRows(client: Client, file: CompiledFile): Promise<void> {
  await client.query(`ANALYZE ${stagingTable}`);
  const plain = file.intos.filter((into) => into.setAside === 0);
  for (const into of plain) {
    await checkReferences(client, into, plain);
  }
  for (const into of plain) {
    const key = into.target.key.filter((name) => name !== into.unpivot?.nameField);
    await rejectRepeated(client, into, key);
    for (const names of into.target.unique ?? []) {
      await rejectRepeated(client, into, names);
      await rejectTaken(client, into, names);
    }
  }
}

async function rejectRepeated(client: Client, into: CompiledInto, names: readonly string[]): Promise<void> {
  const slots = into.fields.filter(({ name }) => names.includes(name)).map(({ slot }) => slot);
  const given = new Set([...into.fields, ...into.constants].map(({ name }) => name));
  if (slots.length === 0 || !names.every((name) => given.has(name))) {
    return;
  }
  const told = into.fields.filter(({ name }) => names.includes(name));
  await client.query(
    `UPDATE ${stagingTable} s
    SET reason = $1 || concat_ws(', ', ${slots.map((slot) => `s.${slot}`).join(', ')}) || ' stands already in line ' || repeated.first_line, reason_field = $2
    FROM (
      SELECT line, first_value(line) OVER same AS first_line
      FROM ${stagingTable} WHERE reason IS NULL AND ${slots.map((slot) => `${slot} IS NOT NULL`).join(' AND ')}
      WINDOW same AS (PARTITION BY ${slots.join(', ')} ORDER BY line)
    ) repeated
    WHERE s.line = repeated.line AND s.reason IS NULL AND repeated.first_line < s.line`,
    [`${told.flatMap(({ columns }) => columns).join(', ')} `, told[0]?.name]
  );
}

/** What another row of the table has under another key. */
async function rejectTaken(client: Client, into: CompiledInto, names: readonly string[]): Promise<void> {
  const rows = selectRows(into);
  const given = new Set([...into.fields, ...into.constants].map(({ name }) => name));
  if (!names.every((name) => given.has(name))) {
    return;
  }
  const key = into.target.key[0] ?? '';
  await client.query(
    `UPDATE ${stagingTable} s
    SET reason = $1 || concat_ws(', ', ${names.map((name) => `r.${name}`).join(', ')}) || ' belongs to ${key} ' || t.${key} || ' already', reason_field = $2
    FROM ${rows} r
    JOIN ${into.target.table} t ON ${names.map((name) => `t.${name} = r.${name}`).join(' AND ')} AND t.${key} <> r.${key}
    WHERE s.line = r.line AND NOT EXISTS (SELECT FROM ${rows} moved WHERE moved.${key} = t.${key})`,
    [`${names.join(', ')} `, names[0]]
  );
}

async function checkReferences(client: Client, into: CompiledInto, all: readonly CompiledInto[]): Promise<void> {
  for (const { name, target, slot, columns, isNeeded } of into.fields) {
    if (target.references === undefined) {
      continue;
    }
    const { table, column } = getReferenced(target.references);
    const here = all.filter((other) => other !== into && other.target.table === table && !other.unpivot);
    const unknown = `s.reason IS NULL AND s.${slot} IS NOT NULL AND NOT EXISTS (SELECT FROM ${table} t WHERE t.${column} = s.${slot})${here
      .map((other) => ` AND NOT EXISTS (SELECT FROM ${selectRows(other)} r WHERE r.${column} = s.${slot})`)
      .join('')}`;
    const reason = `'column ${columns.join(' and ').replaceAll("'", "''")}: there is no ${target.references} "' || s.${slot} || '"'`;
    const change = isNeeded
      ? `reason = ${reason}, reason_field = '${name}'`
      : `${slot} = NULL, warnings = coalesce(s.warnings, '[]') || jsonb_build_object('field', '${name}', 'reason', ${reason}, 'raw', s.${slot})`;
    await client.query(`UPDATE ${stagingTable} s SET ${change} WHERE ${unknown}`);
  }
}

import { type Client } from 'pg';
import { type CompiledFile, type CompiledInto } from '../mapping/compiled';
import { getReferenced, targets } from '../targets';
import { selectRows, stagingTable } from './staging';

/** Rejects what only shows beside other rows: repeated keys, and references to what is not there. */
export async function checkStagedRows(client: Client, file: CompiledFile): Promise<void> {
  await client.query(`ANALYZE ${stagingTable}`);
  const plain = file.intos.filter((into) => into.setAside === 0);
  for (const into of plain) {
    await checkReferences(client, into, plain);
  }
  for (const into of plain) {
    await checkOrder(client, into);
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

/** Days and moments that lie before the one that they follow. */
async function checkOrder(client: Client, into: CompiledInto): Promise<void> {
  for (const { name, target, slot, columns, isNeeded } of into.fields) {
    const before = into.fields.find((field) => field.name === target.notBefore);
    if (!before) {
      continue;
    }
    const reason = quote(`column ${columns.join(' and ')}: lies before ${before.columns.join(' and ')}`);
    await client.query(
      `UPDATE ${stagingTable} s SET ${markFault({ name, slot, isNeeded }, reason)}
      WHERE s.reason IS NULL AND s.${slot} < s.${before.slot}`
    );
  }
}

/** What is to become of a row whose field cannot be used. */
function markFault(
  { name, slot, isNeeded }: { name: string; slot: string; isNeeded: boolean },
  reason: string
): string {
  return isNeeded
    ? `reason = ${reason}, reason_field = '${name}'`
    : `${slot} = NULL, warnings = coalesce(s.warnings, '[]') || jsonb_build_object('field', '${name}', 'reason', ${reason}, 'raw', s.${slot})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
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
    const reason = `${quote(`column ${columns.join(' and ')}: there is no ${target.references} "`)} || s.${slot} || '"'`;
    await client.query(`UPDATE ${stagingTable} s SET ${markFault({ name, slot, isNeeded }, reason)} WHERE ${unknown}`);
  }
  await checkCompositeReference(client, into, all);
}

/** A reference of several fields; constants among them are the same in every row. */
async function checkCompositeReference(
  client: Client,
  into: CompiledInto,
  all: readonly CompiledInto[]
): Promise<void> {
  const { references } = into.target;
  const referenced = references && targets.get(references.table);
  const read = into.fields.filter(({ name }) => references?.fields.includes(name));
  if (!references || !referenced || read.length === 0) {
    return;
  }
  const rows = selectRows(into);
  const match = (relation: string) =>
    references.fields.map((field) => `${relation}.${field} = r.${field}`).join(' AND ');
  const here = all.filter((other) => other !== into && other.target === referenced && !other.unpivot);
  const columns = read.flatMap((field) => field.columns).join(' and ');
  await client.query(
    `UPDATE ${stagingTable} s
    SET reason = $1 || concat_ws(', ', ${references.fields.map((field) => `r.${field}`).join(', ')}) || '"', reason_field = $2
    FROM ${rows} r
    WHERE s.line = r.line AND s.reason IS NULL AND NOT EXISTS (SELECT FROM ${referenced.table} t WHERE ${match('t')})
    ${here.map((other) => `AND NOT EXISTS (SELECT FROM ${selectRows(other)} h WHERE ${match('h')})`).join('\n')}`,
    [`column ${columns}: there is no ${references.table} "`, read[0]?.name]
  );
}

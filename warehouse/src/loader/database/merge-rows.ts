import { type Client } from 'pg';
import { type CompiledFile, type CompiledInto, type CompiledMapping } from '../mapping/compiled';
import { getDay, type MergeStatements, type Target } from '../targets';
import { listFields, selectRows } from './staging';

export interface MergeResult {
  /** Rows of the file that changed nothing */
  unchanged: number;
  /** Whether anything changed that figures are derived from */
  changesMart: boolean;
  /** Whether an outlet, its region or a member of staff changed */
  changesOrganisation: boolean;
  /** First day whose figures may have changed, `YYYY-MM-DD`, or `infinity`: of no day; undefined when no day can be told */
  changedFrom?: string;
  /** Tables with new or changed rows, `core.loan` */
  changedTables: ReadonlySet<string>;
}

/** Writes the staged valid rows into their tables: new ones are added, others updated where they differ. */
export async function mergeStagedRows(
  client: Client,
  file: CompiledFile,
  { regionCodes }: Pick<CompiledMapping, 'regionCodes'>,
  origin: { loadFileId: string; loaded: number }
): Promise<MergeResult> {
  await client.query(
    'CREATE TEMP TABLE IF NOT EXISTS changed_line (into_index integer, line bigint, day date) ON COMMIT DROP'
  );
  await client.query('TRUNCATE changed_line');
  const indexesOf = (wanted: (target: Target) => boolean) =>
    file.intos.flatMap(({ target }, index) => (wanted(target) ? [index] : []));
  const plainIndexes = file.intos.flatMap(({ setAside }, index) => (setAside === 0 ? [index] : []));
  const martIndexes = indexesOf(({ feedsMart }) => feedsMart);
  const organisationIndexes = indexesOf(({ merge }) => merge?.alsoWrites?.includes('core.org_unit') ?? false);
  for (const [index, into] of file.intos.entries()) {
    const { target } = into;
    const merge = target.merge ?? createPlainMerge(target, origin.loadFileId);
    const fields = listFields(into);
    await client.query(
      `INSERT INTO changed_line SELECT ${index}, changed.* FROM (${merge.diff(selectRows(into), fields)}) changed`
    );
    const changed = `(SELECT * FROM ${selectRows(into)} every WHERE line IN (SELECT line FROM changed_line WHERE into_index = ${index}))`;
    for (const statement of merge.write(changed, fields, { regionCodes })) {
      await client.query(statement);
    }
    await analyzeAfterManyChanges(client, target.table, index);
  }
  const { rows } = await client.query<{
    lines: string;
    mart_lines: string;
    organisation_lines: string;
    dateless: string;
    first_day: string | null;
    changed_intos: number[];
  }>(
    `SELECT
      count(DISTINCT line) FILTER (WHERE into_index = ANY ($3)) AS lines,
      count(*) FILTER (WHERE into_index = ANY ($1)) AS mart_lines,
      count(*) FILTER (WHERE into_index = ANY ($2)) AS organisation_lines,
      count(*) FILTER (WHERE into_index = ANY ($1) AND day IS NULL) AS dateless,
      min(day) FILTER (WHERE into_index = ANY ($1))::text AS first_day,
      coalesce(array_agg(DISTINCT into_index), '{}') AS changed_intos
    FROM changed_line`,
    [martIndexes, organisationIndexes, plainIndexes]
  );
  const [counts] = rows;
  const firstDay = Number(counts?.dateless ?? 0) > 0 ? undefined : (counts?.first_day ?? undefined);
  return {
    unchanged: origin.loaded - Number(counts?.lines ?? 0),
    changesMart: Number(counts?.mart_lines ?? 0) > 0,
    changesOrganisation: Number(counts?.organisation_lines ?? 0) > 0,
    ...(firstDay !== undefined && { changedFrom: firstDay }),
    changedTables: new Set(
      (counts?.changed_intos ?? []).flatMap((index) => {
        const target = file.intos[index]?.target;
        return target ? [target.table, ...(target.merge?.alsoWrites ?? [])] : [];
      })
    ),
  };
}

const manyChanges = 1000;

/** What is derived next, in the same transaction, would be planned for the table as it was before. */
async function analyzeAfterManyChanges(client: Client, table: string, index: number): Promise<void> {
  const { rows } = await client.query<{ lines: string }>(
    'SELECT count(*) AS lines FROM changed_line WHERE into_index = $1',
    [index]
  );
  if (Number(rows[0]?.lines) >= manyChanges) {
    await client.query(`ANALYZE ${table}`);
  }
}

/** Last day that the staged valid rows speak of, `YYYY-MM-DD`. */
export async function findLastDay(client: Client, file: CompiledFile): Promise<string | undefined> {
  const days = file.intos.flatMap((into) => selectDay(into));
  if (days.length === 0) {
    return undefined;
  }
  const { rows } = await client.query<{ day: string | null }>(
    `SELECT max(day)::text AS day FROM (${days.join(' UNION ALL ')}) days`
  );
  return rows[0]?.day ?? undefined;
}

function selectDay(into: CompiledInto): string[] {
  const { day } = into.target;
  return day !== undefined && listFields(into).includes(day)
    ? [`SELECT ${getDay(into.target, day, day)} AS day FROM ${selectRows(into)} r`]
    : [];
}

function createPlainMerge(target: Target, loadFileId: string): MergeStatements {
  const { table, key, day, earlierDay, name, changesNoDay, daylessChangesNoDay } = target;
  const matchKey = key.map((column) => `t.${column} = r.${column}`).join(' AND ');
  // Only postings remember where they come from: their order in the file can matter.
  const origin = name === 'transaction' ? { load_file_id: loadFileId, line_number: 'r.line' } : {};
  return {
    diff(relation, fields) {
      const stated =
        day !== undefined && fields.includes(day) ? getDay(target, day, `least(t.${day}, r.${day})`) : 'NULL::date';
      const known = daylessChangesNoDay ? `coalesce(${stated}, 'infinity')` : stated;
      const first = earlierDay === undefined ? known : `least(${known}, (${earlierDay}))`;
      const days = changesNoDay ? `date 'infinity'` : first;
      return `SELECT r.line, ${days} FROM ${relation} r LEFT JOIN ${table} t ON ${matchKey}
        WHERE t.${key[0]} IS NULL OR ROW(${fields.map((field) => `t.${field}`).join(', ')}) IS DISTINCT FROM ROW(${fields.map((field) => `r.${field}`).join(', ')})`;
    },
    write(relation, fields) {
      const rest = [...fields.filter((field) => !key.includes(field)), ...Object.keys(origin)];
      const update = rest.map((field) => `${field} = excluded.${field}`).join(', ');
      return [
        `INSERT INTO ${table} AS t (${[...fields, ...Object.keys(origin)].join(', ')})
        SELECT ${[...fields.map((field) => `r.${field}`), ...Object.values(origin)].join(', ')} FROM ${relation} r
        ON CONFLICT (${key.join(', ')}) DO ${rest.length > 0 ? `UPDATE SET ${update}` : 'NOTHING'}`,
      ];
    },
  };
}

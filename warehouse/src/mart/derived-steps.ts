import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type ClientBase } from 'pg';

/** An SQL file that derives figures. */
export interface Step {
  name: string;
  sql: string;
  /**
   * Tables that it depends on, from its first line `-- reads: core.x, core.y`; also those that it only meets in what other steps made of them.
   * Undefined: it runs with every refresh.
   */
  reads?: readonly string[];
}

export const stepsFolder = path.join(__dirname, 'sql');
/** What is added up from the tables that the other steps made. */
export const cellsFolder = path.join(stepsFolder, 'cells');

/**
 * The steps of a folder in the order of their names.
 *
 * @throws Error when a `reads` line names something else than tables
 */
export function readSteps(folder: string): Step[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => parseStep(path.basename(name, '.sql'), readFileSync(path.join(folder, name), 'utf8')));
}

export function parseStep(name: string, sql: string): Step {
  const list = /^-- reads:(.*)\n/.exec(sql)?.[1];
  if (list === undefined) {
    return { name, sql };
  }
  const reads = list.split(',').map((table) => table.trim());
  const odd = reads.find((table) => !/^(core|ops)\.[a-z_]+$/.test(table));
  if (odd !== undefined) {
    throw new Error(
      `Step ${name} reads "${odd}". Remedy: list tables of core or ops, such as "-- reads: core.account, core.loan".`
    );
  }
  return { name, sql, reads };
}

/** Tells which steps have to run, and remembers which did. */
export interface StepState {
  /** True when a step was last built by another version of itself, under other settings of the bank, or never */
  isStale: boolean;
  isDue(step: Step): boolean;
  /** Records what the steps that are due are built by; call it in the same transaction */
  record(client: ClientBase): Promise<void>;
}

/**
 * @param changedTables - tables with changed rows; undefined: every step is due
 */
export async function readStepState(
  client: ClientBase,
  steps: readonly Step[],
  changedTables: ReadonlySet<string> | undefined
): Promise<StepState> {
  const frame = await readFrame(client);
  const { rows } = await client.query<{ step: string; fingerprint: string }>(
    'SELECT step, fingerprint FROM ops.derived_step'
  );
  const before = new Map(rows.map(({ step, fingerprint }) => [step, fingerprint]));
  const fingerprintOf = ({ sql }: Step) => createHash('sha256').update(`${frame}\n${sql}`).digest('hex');
  const isStale = (step: Step) => before.get(step.name) !== fingerprintOf(step);
  const isDue = (step: Step) =>
    step.reads === undefined ||
    changedTables === undefined ||
    step.reads.some((table) => changedTables.has(table)) ||
    isStale(step);
  return {
    isStale: steps.some(isStale),
    isDue,
    async record(connection) {
      const built = steps.filter(isDue);
      await connection.query(
        `INSERT INTO ops.derived_step (step, fingerprint) SELECT * FROM unnest($1::text[], $2::text[])
         ON CONFLICT (step) DO UPDATE SET fingerprint = excluded.fingerprint`,
        [built.map(({ name }) => name), built.map(fingerprintOf)]
      );
    },
  };
}

/** True when a step was last built by another version of itself, under other settings of the bank, or never. */
export async function hasStaleSteps(client: ClientBase): Promise<boolean> {
  return (await readStepState(client, [...readSteps(stepsFolder), ...readSteps(cellsFolder)], new Set())).isStale;
}

/** What every step depends on beside its tables: their structure, where the bank cuts its days, and rules that change by hand. */
async function readFrame(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ frame: string }>(
    `SELECT concat_ws(' ',
       (SELECT string_agg(name, ' ' ORDER BY name) FROM branchlight.migration),
       (SELECT concat_ws(' ', time_zone, currency, calendar) FROM ops.bank),
       (SELECT string_agg(r::text, ' ' ORDER BY signal) FROM core.signal_rule r)) AS frame`
  );
  return rows[0]?.frame ?? '';
}

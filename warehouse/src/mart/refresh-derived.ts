import { UserError, createLogger, type Logger } from '@branchlight/runtime';
import { type ClientBase } from 'pg';
import { cellsFolder, readStepState, readSteps, stepsFolder, type Step } from './derived-steps';

export interface RefreshOptions {
  /**
   * First day (YYYY-MM-DD, or `infinity`: none) whose transactions changed since the last refresh: months before it are kept. Left out: all is built anew, as
   * it is whenever accounts, holders, customers, tiers or stated balances differ from those of the last refresh.
   */
  changedFrom?: string;
  /** Tables with changed rows (`core.loan`): steps that read none of them, as their `-- reads:` line says, are skipped. Left out: all steps run */
  changedTables?: ReadonlySet<string>;
  logger?: Logger;
}

export interface RefreshResult {
  /** Value of ops.data_version after the refresh */
  dataVersion: number;
  /** First day that was computed again, undefined = all of them */
  rebuiltFrom: string | undefined;
  /** Steps that were left as they were, because nothing that they read has changed */
  skipped: string[];
  seconds: number;
  /** Card transactions on accounts without a card by then: part of no card's spend */
  cardTransactionsWithoutCard: number;
  /** Customers that are in no figure, because neither the source nor an account tells their outlet */
  customersWithoutOutlet: number;
}

/** One refresh at a time per database; any number that nothing else locks. */
const lockId = 4_150_221_877;

/**
 * Derives everything that is computed from loaded facts: account balances and all mart tables, and raises ops.data_version.
 *
 * Call it inside the transaction that changed core: readers see facts and figures change together, or neither.
 *
 * @throws UserError when core.tier is empty
 */
export async function refreshDerived(client: ClientBase, options: RefreshOptions = {}): Promise<RefreshResult> {
  const logger = options.logger ?? createLogger('refresh');
  const start = performance.now();
  await client.query(`SELECT pg_advisory_xact_lock(${lockId})`);
  await client.query(`SET LOCAL work_mem = '128MB'; SET LOCAL jit = off`);
  if (options.changedTables === undefined) {
    // Whoever names the tables has brought the statistics of those with many changes up to date.
    await client.query('ANALYZE core.transaction, core.account, core.account_holder, core.customer');
  }
  const all = [...readSteps(stepsFolder), ...readSteps(cellsFolder)];
  const [scopeStep, ...steps] = all;
  await runStep(client, scopeStep, logger);
  const state = await readStepState(client, all, options.changedTables);
  // A step that keeps what is older would keep what another version of it made.
  const rebuiltFrom = await narrowScope(client, state.isStale ? undefined : options.changedFrom);
  for (const step of steps.filter((each) => state.isDue(each))) {
    await runStep(client, step, logger);
  }
  await state.record(client);
  const { rows } = await client.query<{ version: string }>(
    'UPDATE ops.data_version SET version = version + 1, changed_at = now() RETURNING version'
  );
  return {
    dataVersion: Number(rows[0]?.version),
    rebuiltFrom,
    skipped: all.filter((step) => !state.isDue(step)).map(({ name }) => name),
    seconds: (performance.now() - start) / 1000,
    ...(await countLeftOut(client)),
  };
}

/**
 * Adds the customers, loans and cards of the mart's spans up to cells anew, whatever the spans were made from.
 *
 * Call it inside the transaction that changed the spans.
 */
export async function rebuildCells(client: ClientBase): Promise<void> {
  const logger = createLogger('refresh');
  for (const step of [...readSteps(stepsFolder).slice(0, 1), ...readSteps(cellsFolder)]) {
    await runStep(client, step, logger);
  }
}

async function runStep(client: ClientBase, step: Step | undefined, logger: Logger): Promise<void> {
  if (!step) {
    throw new Error(`No SQL in ${stepsFolder}`);
  }
  const start = performance.now();
  await client.query(step.sql);
  logger.debug(`Refreshed ${step.name}`, { milliseconds: Math.round(performance.now() - start) });
}

/** Moves the scope's first day to the month that changed, where what is older can stay. */
async function narrowScope(client: ClientBase, changedFrom: string | undefined): Promise<string | undefined> {
  const { rows } = await client.query<{
    fingerprint: string;
    before: string | null;
    tiers: string;
    narrowed: string | null;
  }>(
    `WITH input AS (
       SELECT 'account' AS kind, hashtextextended(a::text, 0) AS hash FROM core.account a
       UNION ALL SELECT 'holder', hashtextextended(h::text, 0) FROM core.account_holder h
       UNION ALL SELECT 'customer', hashtextextended(c::text, 0) FROM core.customer c
       UNION ALL SELECT 'employer', hashtextextended(e::text, 0) FROM core.employer e
       UNION ALL SELECT 'tier', hashtextextended(t::text, 0) FROM core.tier t
       UNION ALL SELECT 'balance', hashtextextended(b::text, 0) FROM core.outlet_balance b
     ), digest AS (
       SELECT coalesce(string_agg(kind || ':' || rows || ':' || total, ' ' ORDER BY kind), '') AS text
       FROM (SELECT kind, count(*) AS rows, sum(hash::numeric) AS total FROM input GROUP BY kind) kinds
     )
     SELECT
       concat_ws(' ', scope.has_transactions, scope.first_day, digest.text) AS fingerprint,
       (SELECT fingerprint FROM ops.derived_state) AS before,
       (SELECT count(*) FROM core.tier) AS tiers,
       -- The last month of the data was only known in part, or is where days at the end are gone.
       date_trunc('month', least($1::date, (SELECT last_day FROM mart.horizon WHERE domain = 'deposits'), scope.last_day)::timestamp)::date::text AS narrowed
     FROM scope, digest`,
    [changedFrom ?? null]
  );
  const found = rows[0];
  if (!found || Number(found.tiers) === 0) {
    throw new UserError(
      'core.tier is empty. Remedy: apply bank/settings.yml (applyBankSettings) before the first load.'
    );
  }
  await client.query(
    `INSERT INTO ops.derived_state (fingerprint) VALUES ($1) ON CONFLICT (single_row) DO UPDATE SET fingerprint = excluded.fingerprint`,
    [found.fingerprint]
  );
  if (changedFrom === undefined || found.fingerprint !== found.before || found.narrowed === null) {
    return undefined;
  }
  await client.query('UPDATE scope SET from_day = greatest($1::date, from_day)', [found.narrowed]);
  return found.narrowed;
}

async function countLeftOut(client: ClientBase) {
  const { rows } = await client.query<{ cards: string; customers: string }>(
    `SELECT
       (SELECT count(*) FROM core.transaction t
        LEFT JOIN (
          SELECT h.account_code, min(c.issued_on) AS first_issued_on
          FROM core.card c JOIN core.account_holder h USING (holder_code) GROUP BY h.account_code
        ) card USING (account_code)
        WHERE t.operation = 'card_withdrawal' AND coalesce(t.day < card.first_issued_on, true)) AS cards,
       (SELECT count(*) FROM core.customer) - (SELECT count(*) FROM mart.customer_home) AS customers`
  );
  return {
    cardTransactionsWithoutCard: Number(rows[0]?.cards),
    customersWithoutOutlet: Number(rows[0]?.customers),
  };
}

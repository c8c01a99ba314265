import {
  listTargetRules,
  readBank,
  readSettings,
  type Bank,
  type TargetSettings,
  type Tier,
} from '@branchlight/bank-files';
import { UserError } from '@branchlight/runtime';
import { type ClientBase } from 'pg';
import { hasStaleSteps } from '../mart/derived-steps';
import { refreshDerived } from '../mart/refresh-derived';
import { syncViewers } from '../mart/sync-viewers';
import { fillCalendar } from './fill-calendar';

/** Code of the root of the organisation tree. */
export const bankUnitCode = 'BANK';

const calendarFrom = '1990-01-01';
const calendarTo = '2039-12-31';

export interface BankSettingsOptions {
  /** Code of a file in bank/banks */
  bank: string;
}

/**
 * Takes over bank/banks/CODE.yml and bank/settings.yml into a migrated database: the bank, its root unit, the logins to try with where the file asks for them, its
 * calendar and tiers, and how targets and outlets are judged. Figures are derived anew when these changed, or when a migration asks for
 * it by emptying ops.derived_state; those of single steps when this version derives them otherwise than the one before. Does nothing when all is as it was. Runs in a transaction of its own.
 *
 * @returns the bank's description
 * @throws UserError when the database holds another bank, BankFileError when a file is not right
 */
export async function applyBankSettings(client: ClientBase, options: BankSettingsOptions): Promise<Bank> {
  const bank = readBank(options.bank);
  const settings = readSettings();
  const tiers = settings.tiers[bank.currency];
  if (!tiers) {
    throw new UserError(
      `bank/settings.yml has no tiers for ${bank.currency}, the currency of ${bank.code}. Remedy: add them under tiers.`
    );
  }
  await client.query('BEGIN');
  try {
    const hadCalendar = await writeBank(client, bank);
    await client.query(
      `INSERT INTO core.org_unit AS t (unit_code, level, name) VALUES ($1, 'bank', $2)
       ON CONFLICT (unit_code) DO UPDATE SET name = excluded.name WHERE t.name <> excluded.name`,
      [bankUnitCode, bank.name]
    );
    await syncViewers(client);
    if (!hadCalendar) {
      await fillCalendar(client, bank.calendar, calendarFrom, calendarTo);
    }
    const hasNewTiers = await writeTiers(client, tiers);
    const hasNewRules = await writeTargetRules(client, settings.targets);
    const hasNewWeights = await writeHealthWeights(client, settings.outlets.health);
    if (hasNewTiers || hasNewRules || hasNewWeights || !(await isDerived(client))) {
      await refreshDerived(client);
    } else if (await hasStaleSteps(client)) {
      await refreshDerived(client, { changedTables: new Set(), changedFrom: 'infinity' });
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  return bank;
}

async function isDerived(client: ClientBase): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM ops.derived_state');
  return rowCount !== 0;
}

/** True when the calendar of the bank's country is there already. */
async function writeBank(client: ClientBase, bank: Bank): Promise<boolean> {
  const { rows } = await client.query<{ code: string; calendar: string }>(
    'SELECT bank_code AS code, calendar FROM ops.bank FOR UPDATE'
  );
  const existing = rows[0];
  if (existing && existing.code !== bank.code) {
    throw new UserError(
      `The database holds the bank "${existing.code}", not "${bank.code}". Remedy: set DATABASE_URL to another database; nothing was changed.`
    );
  }
  await client.query(
    `INSERT INTO ops.bank (bank_code, name, currency, time_zone, calendar, demo_logins) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (bank_code) DO UPDATE
       SET name = excluded.name, currency = excluded.currency, time_zone = excluded.time_zone, calendar = excluded.calendar,
         demo_logins = excluded.demo_logins`,
    [bank.code, bank.name, bank.currency, bank.timeZone, bank.calendar, bank.demoLogins]
  );
  return existing?.calendar === bank.calendar;
}

/** True when they differ from what was there. */
async function writeTiers(client: ClientBase, tiers: Tier[]): Promise<boolean> {
  const wanted = JSON.stringify(tiers.map(({ tier, title, from }, order) => ({ tier, title, order, from })));
  const { rows } = await client.query<{ same: boolean }>(
    `SELECT coalesce(jsonb_agg(jsonb_build_object('tier', tier, 'title', title, 'order', sort_order, 'from', from_aum) ORDER BY sort_order), '[]')
       = $1::jsonb AS same FROM core.tier`,
    [wanted]
  );
  if (rows[0]?.same) {
    return false;
  }
  await client.query('DELETE FROM core.tier');
  await client.query(
    `INSERT INTO core.tier (tier, title, sort_order, from_aum)
     SELECT tier, title, "order", "from" FROM jsonb_to_recordset($1::jsonb) AS t (tier text, title text, "order" integer, "from" numeric)`,
    [wanted]
  );
  return true;
}

/** True when they differ from what was there. */
async function writeTargetRules(client: ClientBase, targets: TargetSettings): Promise<boolean> {
  const rules = [...listTargetRules(targets)].map(([metric, rule]) => ({ metric, ...rule }));
  const { rowCount } = await client.query(
    `UPDATE core.target_metric m SET weight = r.weight, cap = r.cap, green = r.green, amber = r.amber
     FROM jsonb_to_recordset($1::jsonb) AS r (metric text, weight numeric, cap numeric, green numeric, amber numeric)
     WHERE m.metric = r.metric AND (m.weight, m.cap, m.green, m.amber) IS DISTINCT FROM (r.weight, r.cap, r.green, r.amber)`,
    [JSON.stringify(rules)]
  );
  return (rowCount ?? 0) > 0;
}

/** True when they differ from what was there. */
async function writeHealthWeights(client: ClientBase, weights: Record<string, number>): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE core.health_part p SET weight = w.value::numeric FROM jsonb_each_text($1::jsonb) w
     WHERE p.part = w.key AND p.weight <> w.value::numeric`,
    [JSON.stringify(weights)]
  );
  return (rowCount ?? 0) > 0;
}

import { createTestDatabase, type TestDatabase } from '../testing';
import { hasStaleSteps } from './derived-steps';
import { insertBank, insertFrame, makeBank } from './fixtures/made-up-bank';
import { refreshDerived, type RefreshOptions } from './refresh-derived';

const step = '20-contact-day';
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await insertFrame(database.client);
  await insertBank(database.client, makeBank(1));
  await run(`INSERT INTO ops.bank (bank_code, name, currency, time_zone, calendar) VALUES ('b', 'B', 'EUR', 'Europe/Madrid', 'ES');
    INSERT INTO core.contact (contact_code, customer_code, contacted_on, channel, disposition, is_accepted)
    VALUES ('1', 'C1', '1996-02-03', 'phone', 'reached', true), ('2', 'C2', NULL, 'phone', 'no_answer', false)`);
});
afterAll(() => database.drop());

async function run(sql: string): Promise<void> {
  await database.client.query(sql);
}

async function refresh(options: RefreshOptions = {}) {
  await run('BEGIN');
  const result = await refreshDerived(database.client, options);
  await run('COMMIT');
  return result;
}

/** What the step made, without order. */
async function readResult(): Promise<string[]> {
  const { rows } = await database.client.query<{ line: string }>(
    'SELECT t::text AS line FROM mart.contact_day t ORDER BY 1'
  );
  return rows.map(({ line }) => line);
}

describe('a step that says what it reads', () => {
  it('is built by a refresh that knows of no tables', async () => {
    expect(await hasStaleSteps(database.client)).toBe(true);
    expect((await refresh()).skipped).toEqual([]);
    expect(await readResult()).toHaveLength(2);
    expect(await hasStaleSteps(database.client)).toBe(false);
  });

  it('is left alone when other tables changed, and equals one that is built anew', async () => {
    await run(`UPDATE core.loan SET principal = principal + 1`);
    const { skipped } = await refresh({ changedTables: new Set(['core.loan']), changedFrom: '1996-02-15' });
    expect(skipped).toContain(step);
    const left = await readResult();
    await refresh();
    expect(left).toEqual(await readResult());
  });

  it.each([
    ['its own', 'core.contact', `UPDATE core.contact SET revenue = 5 WHERE contact_code = '1'`],
    [
      'one that it meets in what others made',
      'core.customer',
      `UPDATE core.customer SET outlet_code = 'B0003' WHERE customer_code = 'C1'`,
    ],
  ])('runs when a table of it changed: %s', async (_, table, sql) => {
    const before = await readResult();
    await run(sql);
    expect((await refresh({ changedTables: new Set([table]), changedFrom: 'infinity' })).skipped).not.toContain(step);
    const after = await readResult();
    expect(after).not.toEqual(before);
    await refresh();
    expect(await readResult()).toEqual(after);
  });

  it.each([
    ['the bank cuts its days elsewhere', `UPDATE ops.bank SET time_zone = 'Asia/Hong_Kong'`],
    ['a migration came', `INSERT INTO branchlight.migration (name, run_on) VALUES ('9999_later', now())`],
    ['another version of it was the last', `UPDATE ops.derived_step SET fingerprint = 'older' WHERE step = '${step}'`],
    ['it never ran', `DELETE FROM ops.derived_step WHERE step = '${step}'`],
  ])('runs whatever changed, when %s', async (_, sql) => {
    await run(sql);
    await run(`UPDATE mart.contact_day SET contacts = 1000`);
    expect(await hasStaleSteps(database.client)).toBe(true);
    expect((await refresh({ changedTables: new Set(), changedFrom: 'infinity' })).skipped).not.toContain(step);
    expect((await readResult()).join()).not.toContain('1000');
    expect(await hasStaleSteps(database.client)).toBe(false);
    expect((await refresh({ changedTables: new Set(), changedFrom: 'infinity' })).skipped).toContain(step);
  });
});

describe('a step that keeps what is older', () => {
  const readTiers = async () => {
    const { rows } = await database.client.query<{ line: string }>(
      'SELECT t::text AS line FROM mart.customer_tier t ORDER BY 1'
    );
    return rows.map(({ line }) => line);
  };

  it('makes all of it anew when another version of itself was the last', async () => {
    await refresh();
    const tiers = await readTiers();
    expect(tiers).not.toEqual([]);
    await run(`UPDATE mart.customer_tier SET average_aum = average_aum + 1`);
    await run(`UPDATE ops.derived_step SET fingerprint = 'older' WHERE step = '03-customer-tier'`);
    expect(await hasStaleSteps(database.client)).toBe(true);
    await refresh({ changedTables: new Set(), changedFrom: 'infinity' });
    expect(await readTiers()).toEqual(tiers);
    expect(await hasStaleSteps(database.client)).toBe(false);
  });
});

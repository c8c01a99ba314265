import path from 'node:path';
import { findRepositoryRoot } from '@branchlight/runtime';
import { ingestRows } from '../feeds';
import { applyBankSettings } from '../settings';
import { createTestDatabase, type TestDatabase } from '../testing';
import { generateDemoBank } from './generate-demo-bank';
import { checkTargets } from './testing/target-checks';
import { bookHeldBack, countHeldBack, dropHeldBack, holdBackLastDay, readHeldBack } from './last-day';

jest.setTimeout(400_000);

const lastDay = '2026-06-30';
let database: TestDatabase;
let whole: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  await applyBankSettings(database.client, { bank: 'demo' });
  await generateDemoBank({ client: database.client, scale: 1, seed: 1 });
  whole = await digest();
});
afterAll(() => database.drop());

/** Postings and figures, as far as they do not tell from which file a posting came. */
async function digest(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of [
    'core.account_balance',
    'mart.deposit_day',
    'mart.deposit_outlet_day',
    'mart.customer_span',
    'mart.customer_balance_span',
    'mart.customer_state',
    'mart.loan_span',
    'mart.card_span',
    'mart.card_state',
    'mart.horizon',
    'mart.target_progress',
  ]) {
    found[table] = await read(
      `SELECT md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS value FROM ${table} t`
    );
  }
  found['core.transaction'] = await read(
    `SELECT md5(string_agg((to_jsonb(t) - 'load_file_id' - 'line_number')::text, '' ORDER BY transaction_code)) AS value FROM core.transaction t`
  );
  return found;
}

async function read(sql: string): Promise<string> {
  return String((await database.client.query<{ value: unknown }>(sql)).rows[0]?.value);
}

async function book(atMost: number): Promise<string[]> {
  const { codes, lines } = await readHeldBack(database.client, atMost);
  const { answer } = await ingestRows({
    client: database.client,
    name: 'demo',
    mappingFile: path.join(findRepositoryRoot(), 'bank', 'mappings', 'demo.yml'),
    kind: undefined,
    body: Buffer.from(lines.join('\n')),
    input: 'json',
  });
  expect(answer).toMatchObject({ read: codes.length, loaded: codes.length, rejected: 0 });
  return codes;
}

// Here because this bank is the smallest one of the tests, and whole yet.
describe('the targets of a bank of a thousand customers', () =>
  checkTargets(async (sql) => (await database.client.query(sql)).rows));

it('comes back part by part through the mapping, to the same postings and figures', async () => {
  const held = await holdBackLastDay(database.client);
  expect(held).toEqual({ day: lastDay, rows: await countHeldBack(database.client) });
  expect(await read(`SELECT last_day::text AS value FROM mart.horizon WHERE domain = 'deposits'`)).toBe('2026-06-29');
  expect(await digest()).not.toEqual(whole);
  const size = Math.ceil((held?.rows ?? 0) / 3);
  for (let part = 0; part < 3; part++) {
    await dropHeldBack(database.client, await book(size));
  }
  expect(await countHeldBack(database.client)).toBe(0);
  expect(await digest()).toEqual(whole);
  expect(await bookHeldBack(database.client)).toBe(0);
});

it('is booked by the next start, when a live one ended between a part and its note, and is held back whole by the next live one', async () => {
  const first = await holdBackLastDay(database.client);
  await book(20);
  expect(await holdBackLastDay(database.client)).toEqual(first);
  await book(20);
  expect(await bookHeldBack(database.client)).toBe((first?.rows ?? 0) - 20);
  expect(await digest()).toEqual(whole);
});

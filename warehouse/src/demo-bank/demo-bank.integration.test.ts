import { applyBankSettings } from '../settings';
import { createTestDatabase, type TestDatabase } from '../testing';
import { readDemoBank, type DemoBank } from './demo-bank';
import { generateDemoBank } from './generate-demo-bank';
import { demoParts } from './parts';
import { checkBankTruths } from './testing/bank-checks';
import { checkChurnTruths } from './testing/churn-checks';
import { checkOnline, checkOnlineTruths } from './testing/online-checks';
import { checkWealth, checkWealthTruths } from './testing/wealth-checks';
import { checkMarket } from './testing/market-checks';
import { checkResults, checkStaff, checkVisits } from './testing/outlet-checks';
import { checkPeople } from './testing/people-checks';
import { checkCampaigns, checkContacts, checkReferrals } from './testing/sales-checks';

jest.setTimeout(600_000);

let database: TestDatabase;
let made: DemoBank;

const scale = Number(process.env.BRANCHLIGHT_DEMO_TEST_SCALE ?? 8);
const seed = Number(process.env.BRANCHLIGHT_DEMO_TEST_SEED ?? 1);

beforeAll(async () => {
  database = await createTestDatabase();
  await applyBankSettings(database.client, { bank: 'demo' });
  made = await generateDemoBank({ client: database.client, scale, seed });
});
afterAll(() => database.drop());

async function read<Row extends object>(sql: string): Promise<Row[]> {
  return (await database.client.query<Row>(sql)).rows;
}

async function readValue(sql: string): Promise<number> {
  const [row] = await read<{ value: string | number }>(sql);
  return Number(row?.value);
}

describe('the demo bank in the warehouse', () => {
  it('is recorded with what it was made from, and where its rows came from', async () => {
    expect(await readDemoBank(database.client)).toEqual(made);
    expect(made).toMatchObject({ scale, seed, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const sources = await read(
      `SELECT table_name FROM ops.load_file WHERE source = 'demo' AND status = 'loaded' AND rows_loaded > 0 AND sha256 <> '' ORDER BY 1`
    );
    expect(sources).toEqual(
      ['core.outlet_result', ...demoParts.map(({ table }) => table)]
        .map((table) => ({ table_name: table }))
        .sort((a, b) => (a.table_name < b.table_name ? -1 : 1))
    );
  });

  it('has the logins that people try first', async () => {
    const logins = ['branch.B0101', 'hq.analyst', 'hq.exec', 'region.R01', 'staff.S010101'];
    const rows = await read(`SELECT login FROM ops.viewer WHERE login = ANY ('{${logins.join()}}') ORDER BY 1`);
    expect(rows).toEqual(logins.map((login) => ({ login })));
  });

  it('puts indexes and keys of large tables back as they were', async () => {
    const other = await createTestDatabase();
    const tables = demoParts.filter(({ isLarge }) => isLarge).map(({ table }) => `'${table}'::regclass`);
    expect(tables.length).toBeGreaterThan(3);
    const describe = `SELECT pg_get_indexdef(indexrelid) AS text FROM pg_index WHERE indrelid IN (${tables.join()})
      UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid IN (${tables.join()}) ORDER BY 1`;
    expect(await read(describe)).toEqual((await other.client.query(describe)).rows);
    await other.drop();
  });

  it('chains every ledger to the cent and ends at the balances of the mart', async () => {
    expect(
      await read(
        `SELECT transaction_code FROM (
           SELECT transaction_code, balance_after, CASE direction WHEN 'credit' THEN amount ELSE -amount END
             + coalesce(lag(balance_after) OVER (PARTITION BY account_code ORDER BY line_number), 0) AS expected
           FROM core.transaction) t
         WHERE balance_after <> expected OR balance_after < 0 LIMIT 5`
      )
    ).toEqual([]);
    const moved = await readValue(
      `SELECT sum(CASE direction WHEN 'credit' THEN amount ELSE -amount END) AS value FROM core.transaction`
    );
    expect(await readValue(`SELECT sum(balance) AS value FROM mart.deposit_day WHERE day = '2026-06-30'`)).toBeCloseTo(
      moved,
      2
    );
  });

  it('ends on its last day and holds nothing that is in no figure', async () => {
    expect(
      await read(
        `SELECT DISTINCT last_day::text FROM mart.horizon WHERE domain IN ('deposits', 'customers', 'loans', 'cards', 'outlets')`
      )
    ).toEqual([{ last_day: '2026-06-30' }]);
    expect(await read(`SELECT domain FROM mart.horizon WHERE last_day > '2026-06-30'`)).toEqual([]);
    expect(
      await readValue(
        `SELECT count(*) AS value FROM core.customer c WHERE NOT EXISTS (SELECT FROM mart.customer_home h WHERE h.customer_code = c.customer_code)`
      )
    ).toBe(0);
    expect(
      await readValue(
        `SELECT count(*) AS value FROM core.transaction t WHERE operation = 'card_withdrawal' AND NOT EXISTS (
           SELECT FROM core.card c JOIN core.account_holder h USING (holder_code) WHERE h.account_code = t.account_code AND c.issued_on <= t.day)`
      )
    ).toBe(0);
    expect(await readValue(`SELECT count(*) AS value FROM core.outlet WHERE latitude IS NULL OR setting IS NULL`)).toBe(
      0
    );
  });

  it('repays loans in the mart as their contracts say', async () => {
    const wrong = await read(
      `SELECT l.loan_code, s.outstanding, l.status FROM core.loan l JOIN mart.loan_span s ON s.loan_code = l.loan_code AND s.valid_to = 'infinity'
       WHERE (l.status = 'paid' AND s.outstanding <> 0) OR (l.status <> 'paid' AND s.outstanding <= 0)`
    );
    expect(wrong).toEqual([]);
  });
});

describe('its people', () => checkPeople({ read, readValue, scale }));
describe('its funds', () => checkWealth({ read, readValue, scale }));
describe('its mobile and web bank', () => checkOnline({ read, readValue, scale }));
describe('its staff', () => checkStaff(read));
describe('its queues', () => checkVisits(read, scale));
describe('its income and cost', () => checkResults(read));
describe('its campaigns', () => checkCampaigns(read));
describe('its contacts', () => checkContacts(read));
describe('its referrals', () => checkReferrals(read));
describe('its market', () => checkMarket(read));

/** docs/demo-bank.md lists these. */
describe('planted truths', () => checkBankTruths({ read, readValue, scale }));
describe('planted truths about people', () => {
  checkOnlineTruths({ read, readValue, scale });
  checkWealthTruths({ read, readValue, scale });
  checkChurnTruths({ read, readValue, scale });
});

describe('generateDemoBank', () => {
  it('leaves nothing when it is stopped in the middle, and finishes the next time', async () => {
    const other = await createTestDatabase();
    await applyBankSettings(other.client, { bank: 'demo' });
    const stopping = new AbortController();
    const stopped = generateDemoBank({
      client: other.client,
      scale: 1,
      seed: 1,
      signal: stopping.signal,
      onProgress: (part) => part === 'transactions' && stopping.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(await readDemoBank(other.client)).toBeUndefined();
    const { rows } = await other.client.query('SELECT FROM core.customer');
    expect(rows).toEqual([]);
    await generateDemoBank({ client: other.client, scale: 1, seed: 1 });
    const first = await readDemoBank(other.client);
    expect(first).toMatchObject({ scale: 1, seed: 1 });
    await other.drop();
    const again = await createTestDatabase();
    await applyBankSettings(again.client, { bank: 'demo' });
    // The same rows, those that are worked out in the database as well.
    expect(await generateDemoBank({ client: again.client, scale: 1, seed: 1 })).toEqual(first);
    await again.drop();
  });
});

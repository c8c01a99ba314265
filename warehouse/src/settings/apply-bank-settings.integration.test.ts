import { createTestDatabase, type TestDatabase } from '../testing';
import { applyBankSettings } from './apply-bank-settings';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function read<Row extends object>(sql: string): Promise<Row[]> {
  return (await database.client.query<Row>(sql)).rows;
}

describe('applyBankSettings', () => {
  it('makes an empty bank that answers nothing', async () => {
    await applyBankSettings(database.client, { bank: 'pkdd99' });
    expect(await read('SELECT bank_code, currency, time_zone, calendar FROM ops.bank')).toEqual([
      { bank_code: 'pkdd99', currency: 'CZK', time_zone: 'Europe/Prague', calendar: 'CZ' },
    ]);
    expect(await read('SELECT login, role FROM ops.viewer ORDER BY login')).toEqual([
      { login: 'hq.analyst', role: 'analyst' },
      { login: 'hq.exec', role: 'executive' },
    ]);
    expect(await read('SELECT * FROM mart.horizon')).toEqual([]);
    expect(await read('SELECT * FROM mart.deposit_day')).toEqual([]);
    expect(await read('SELECT tier, from_aum FROM core.tier ORDER BY sort_order LIMIT 1')).toEqual([
      { tier: 'basic', from_aum: '0.00' },
    ]);
  });

  it('fills the calendar of its country', async () => {
    expect(
      await read(
        `SELECT count(*) FILTER (WHERE is_working_day)::integer AS working, count(*)::integer AS days FROM core.calendar
         WHERE day BETWEEN '1993-12-01' AND '1993-12-31'`
      )
    ).toEqual([{ working: 22, days: 31 }]);
  });

  it('changes nothing the second time', async () => {
    const state = () =>
      read('SELECT (SELECT version FROM ops.data_version), (SELECT max(xmin::text) FROM core.tier) AS tiers');
    const before = await state();
    await applyBankSettings(database.client, { bank: 'pkdd99' });
    expect(await state()).toEqual(before);
  });

  it('derives all figures anew once where a migration asks for it', async () => {
    await database.client.query('DELETE FROM ops.derived_state');
    const version = async () => (await read<{ version: string }>('SELECT version FROM ops.data_version'))[0]?.version;
    const before = Number(await version());
    await applyBankSettings(database.client, { bank: 'pkdd99' });
    await applyBankSettings(database.client, { bank: 'pkdd99' });
    expect(Number(await version())).toBe(before + 1);
  });

  it('keeps one bank to a database', async () => {
    await expect(applyBankSettings(database.client, { bank: 'chase' })).rejects.toThrow(
      /holds the bank "pkdd99", not "chase".*Remedy/
    );
    expect(await read('SELECT bank_code FROM ops.bank')).toEqual([{ bank_code: 'pkdd99' }]);
  });

  it('names the banks there are', async () => {
    await expect(applyBankSettings(database.client, { bank: 'nobody' })).rejects.toThrow(
      /no bank "nobody".*Known: (\w+, )*chase/
    );
  });
});

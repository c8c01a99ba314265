import { createTestDatabase, type TestDatabase } from '@branchlight/warehouse/src/testing';
import { readBank } from './bank-directory';
import { DatabaseViewerDirectory } from './viewer-directory';

let database: TestDatabase;
let viewers: DatabaseViewerDirectory;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('says that no bank is loaded yet', async () => {
  await expect(readBank(database.client)).rejects.toThrow(/--bank and --data/);
});

describe('with a bank', () => {
  beforeAll(async () => {
    await database.client.query(`
      INSERT INTO ops.bank VALUES ('test', 'Test bank', 'CZK', 'Europe/Prague', 'CZ');
      INSERT INTO core.org_unit (unit_code, level, parent_code, name, sort_order) VALUES
        ('BANK', 'bank', NULL, 'Test bank', 0), ('R01', 'region', 'BANK', 'North', 0), ('B0002', 'outlet', 'R01', '100% Two', 0),
        ('B0001', 'outlet', 'R01', 'One', 0);
      INSERT INTO ops.viewer (login, role, unit_code, display_name) VALUES
        ('branch.B0001', 'branch_manager', 'B0001', 'Anna'), ('branch.B0002', 'branch_manager', 'B0002', 'Bo'),
        ('region.R01', 'region_manager', 'R01', 'Carl'), ('hq.analyst', 'analyst', 'BANK', 'Dora'), ('hq.exec', 'executive', 'BANK', 'Eva');
    `);
    viewers = new DatabaseViewerDirectory(database.client);
  });

  it('reads the bank, with the days of its deposits once there are any', async () => {
    const bank = { code: 'test', name: 'Test bank', currency: 'CZK', timeZone: 'Europe/Prague', calendar: 'CZ' };
    expect(await readBank(database.client)).toEqual({ ...bank, firstDay: null, lastDay: null });
    await database.client.query(`INSERT INTO mart.horizon VALUES ('deposits', '1993-01-01', '1994-03-31')`);
    expect(await readBank(database.client)).toEqual({ ...bank, firstDay: '1993-01-01', lastDay: '1994-03-31' });
  });

  it('finds nobody by a text that the database cannot hold', async () => {
    expect(await viewers.find('hq.exec\0')).toBeUndefined();
    expect(await viewers.search('hq\0', 5)).toEqual({ items: [], total: 0 });
  });

  it('finds viewers by their exact login only', async () => {
    expect(await viewers.find('branch.B0002')).toEqual({
      login: 'branch.B0002',
      name: 'Bo',
      title: 'Branch manager, 100% Two',
      role: 'branch_manager',
      unit: { level: 'outlet', code: 'B0002', name: '100% Two' },
    });
    for (const login of ['BRANCH.B0002', 'branch.B000_', 'branch.B0002 ', `' OR true --`, '']) {
      expect(await viewers.find(login)).toBeUndefined();
    }
  });

  it('finds nobody any more from the moment on that the entry is gone', async () => {
    expect(await viewers.find('region.R01')).toBeDefined();
    await database.client.query(`DELETE FROM ops.viewer WHERE login = 'region.R01'`);
    expect(await viewers.find('region.R01')).toBeUndefined();
    await database.client.query(
      `INSERT INTO ops.viewer (login, role, unit_code, display_name) VALUES ('region.R01', 'region_manager', 'R01', 'Carl')`
    );
    expect(await viewers.find('region.R01')).toMatchObject({ name: 'Carl' });
  });

  it('lists the top of the organisation first and finds text as it is written', async () => {
    const logins = async (text: string, limit: number) =>
      (await viewers.search(text, limit)).items.map(({ login }) => login);
    expect(await logins('', 9)).toEqual(['hq.exec', 'hq.analyst', 'region.R01', 'branch.B0001', 'branch.B0002']);
    expect(await viewers.search('', 2)).toMatchObject({
      total: 5,
      items: [{ login: 'hq.exec' }, { login: 'hq.analyst' }],
    });
    expect(await logins('0% tw', 9)).toEqual(['branch.B0002']);
    expect(await logins('b0001', 9)).toEqual(['branch.B0001']);
    expect(await logins('%', 9)).toEqual(['branch.B0002']);
  });
});

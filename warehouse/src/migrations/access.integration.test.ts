import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase } from '../testing';
import { migrateDatabase, migrationsFolder } from './migrate';

it('tells the logins to try with from people in a database that had both', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'blmig-'));
  const database = await createTestDatabase({ migrated: false });
  try {
    for (const file of readdirSync(migrationsFolder).filter((name) => name < '0007')) {
      cpSync(path.join(migrationsFolder, file), path.join(folder, file));
    }
    await migrateDatabase(database.url, { folder });
    await database.client.query(`
      INSERT INTO ops.bank VALUES ('old', 'Old', 'EUR', 'Europe/Madrid', 'ES');
      INSERT INTO core.org_unit VALUES ('BANK', 'bank', NULL, 'Old', 0), ('R01', 'region', 'BANK', 'N', 1), ('B0001', 'outlet', 'R01', 'F', 1);
      INSERT INTO ops.viewer VALUES ('hq.exec', 'executive', 'BANK', 'x'), ('branch.B0001', 'branch_manager', 'B0001', 'x'),
        ('branch.B0002', 'branch_manager', 'B0001', 'moved'), ('ana', 'executive', 'BANK', 'Ana')`);
    await migrateDatabase(database.url);
    const { rows } = await database.client.query('SELECT login, origin FROM ops.viewer ORDER BY login');
    expect(rows).toEqual([
      { login: 'ana', origin: 'manual' },
      { login: 'branch.B0001', origin: 'demo' },
      { login: 'branch.B0002', origin: 'manual' },
      { login: 'hq.exec', origin: 'demo' },
    ]);
    expect((await database.client.query('SELECT demo_logins FROM ops.bank')).rows).toEqual([{ demo_logins: true }]);
  } finally {
    await database.drop();
    rmSync(folder, { recursive: true });
  }
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkBank, parseYamlText } from '@branchlight/bank-files';
import { findRepositoryRoot } from '@branchlight/runtime';
import { createTestDatabase, type TestDatabase } from '../testing';
import { describeTargets } from './documentation';
import { WorkFolder, prepareBank } from './fixtures';
import { loadMapping } from './load-mapping';

const page = readFileSync(path.join(findRepositoryRoot(), 'docs', 'add-a-source.md'), 'utf8');
let database: TestDatabase;
const folder = new WorkFolder();
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareBank(database.client);
});
afterAll(async () => {
  folder.delete();
  await database.drop();
});

describe('docs/add-a-source.md', () => {
  it('has an example that loads as it says', async () => {
    for (const [, name = '', content = ''] of page.matchAll(/\*\*`([\w.-]+)`\*\*\n```\w*\n([^]*?)```/g)) {
      folder.write(name, content);
    }
    const summary = await loadMapping({
      client: database.client,
      mappingFile: path.join(folder.path, 'northbank.yml'),
      data: folder.path,
    });
    const { read, loaded, rejected } = summary;
    expect({ read, loaded, rejected }).toEqual({ read: 11, loaded: 10, rejected: 1 });
    expect(page).toContain(JSON.stringify({ read, loaded, rejected }));
    const select = async (sql: string) => (await database.client.query<Record<string, unknown>>(sql)).rows;
    expect(await select(`SELECT unit_code, name FROM core.org_unit WHERE level = 'region' ORDER BY 1`)).toEqual([
      { unit_code: 'R01', name: 'North' },
      { unit_code: 'R02', name: 'South' },
    ]);
    expect(
      await select(
        `SELECT transaction_code, day::text, amount, own_initiated FROM core.transaction WHERE account_code = 'A1' ORDER BY 1`
      )
    ).toEqual([
      { transaction_code: 'A1-1', day: '2024-01-05', amount: '1500.00', own_initiated: true },
      { transaction_code: 'A1-2', day: '2024-01-31', amount: '1.25', own_initiated: false },
    ]);
    expect(await select('SELECT field, line_number::int AS line FROM ops.field_warning')).toEqual([
      { field: 'latitude', line: 3 },
    ]);
    expect(
      await select(
        `SELECT outlet_code, sum(balance)::float AS balance FROM mart.deposit_day WHERE day = '2024-01-31' GROUP BY 1 ORDER BY 1`
      )
    ).toEqual([
      { outlet_code: 'B0001', balance: 1501.25 },
      { outlet_code: 'B0002', balance: 600.5 },
    ]);
  });

  it('describes a bank that can be opened, and says what the next file brings', async () => {
    const [, block = ''] = /\*\*`bank\/banks\/northbank\.yml`\*\*\n {3}```yaml\n([^]*?) {3}```/.exec(page) ?? [];
    const text = block.replaceAll(/^ {3}/gm, '');
    expect(checkBank(parseYamlText('northbank.yml', text))).toMatchObject({ code: 'northbank', demoLogins: true });
    const [, next = ''] = /postings_2024-02\.txt`:\n\n {3}```\n {3}(.*\n)/.exec(page) ?? [];
    folder.write('postings_2024-02.txt', next);
    const summary = await loadMapping({
      client: database.client,
      mappingFile: path.join(folder.path, 'northbank.yml'),
      data: folder.path,
    });
    expect(page).toContain(JSON.stringify({ read: summary.read, loaded: summary.loaded, rejected: summary.rejected }));
    const { rows } = await database.client.query(
      `SELECT max(day)::text AS day, sum(amount)::text AS amount FROM core.transaction WHERE day >= '2024-02-01'`
    );
    expect(rows).toEqual([{ day: '2024-02-05', amount: '999.99' }]);
  });

  it('lists the tables and fields that there are', () => {
    const listed = /<!-- tables -->\n([^]*?)\n<!-- \/tables -->/.exec(page)?.[1];
    expect(listed).toBe(describeTargets());
  });
});

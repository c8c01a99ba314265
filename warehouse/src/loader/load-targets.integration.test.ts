import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findRepositoryRoot } from '@branchlight/runtime';
import { fillCalendar } from '../settings/fill-calendar';
import { createTestDatabase, type TestDatabase } from '../testing';
import { WorkFolder, fixtures, getMappingFile, prepareBank } from './fixtures';
import { loadMapping } from './load-mapping';

const page = readFileSync(path.join(findRepositoryRoot(), 'docs', 'targets.md'), 'utf8');
let database: TestDatabase;
let folder: WorkFolder;
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareBank(database.client);
  await fillCalendar(database.client, 'CZ', '1993-01-01', '1993-12-31');
  await loadMapping({ client: database.client, mappingFile: getMappingFile('pkdd99'), data: fixtures.pkdd99 });
});
afterAll(() => database.drop());
beforeEach(() => {
  folder = new WorkFolder();
  folder.write(
    'planning.yml',
    `${/```yaml\n([^]*?)```/.exec(page)?.[1]}`.replace('source:', 'max_rejects: 100%\nsource:')
  );
});
afterEach(() => folder.delete());

const load = (lines: string[]) => {
  folder.write('targets.csv', ['metric,unit,period,target', ...lines].join('\n'));
  return loadMapping({
    client: database.client,
    mappingFile: path.join(folder.path, 'planning.yml'),
    data: folder.path,
  });
};
const read = async (sql: string) => (await database.client.query<Record<string, unknown>>(sql)).rows;

describe('targets from a file', () => {
  it('stand in the figures at once, and are replaced when they come again', async () => {
    expect(await load(['net_inflow,BANK,1993-Q2,1000', 'net_inflow,R01,1993-Q2,600.50'])).toMatchObject({
      read: 2,
      rejected: 0,
    });
    const progress = () =>
      read(`SELECT unit_code AS unit, level, target::float, children_target::float AS children, is_default AS shown, actual IS NOT NULL AS known
        FROM mart.target_progress ORDER BY 1`);
    expect(await progress()).toEqual([
      { unit: 'BANK', level: 'bank', target: 1000, children: 600.5, shown: true, known: true },
      { unit: 'R01', level: 'region', target: 600.5, children: null, shown: true, known: true },
    ]);
    const before = await read('SELECT * FROM mart.deposit_day ORDER BY 1, 2, 3, 4');
    await load(['net_inflow,BANK,1993-Q2,2000']);
    expect((await progress())[0]).toMatchObject({ target: 2000, children: 600.5 });
    expect(await read('SELECT * FROM mart.deposit_day ORDER BY 1, 2, 3, 4')).toEqual(before);
  });

  it('are rejected line by line with the reason', async () => {
    const summary = await load([
      'profit,BANK,1993,1',
      'net_inflow,B9999,1993,1',
      'net_inflow,BANK,1993-13,1',
      'net_inflow,BANK,Q1 1993,1',
      'net_inflow,BANK,1993-Q5,1',
      'net_inflow,BANK,1993,-1',
      'net_inflow,BANK,1993,much',
      'net_inflow,BANK,1993,5',
      'net_inflow,BANK,1993,6',
    ]);
    expect(summary).toMatchObject({ read: 9, loaded: 1, rejected: 8 });
    const rows = await read(
      `SELECT line_number::int AS line, field, reason FROM ops.rejected_row WHERE load_file_id = (SELECT max(load_file_id) FROM ops.load_file) ORDER BY 1`
    );
    expect(rows.map(({ line, field }) => [line, field])).toEqual([
      [2, 'metric'],
      [3, 'unit_code'],
      [4, 'period'],
      [5, 'period'],
      [6, 'period'],
      [7, 'target'],
      [8, 'target'],
      [10, 'metric'],
    ]);
    expect(rows[0]?.reason).toMatch(/no target_metric "profit"/);
    expect(rows[1]?.reason).toMatch(/no org_unit "B9999"/);
    expect(rows[7]?.reason).toMatch(/stands already in line 9/);
    expect(await read(`SELECT target::float FROM core.target WHERE period = '1993'`)).toEqual([{ target: 5 }]);
  });
});

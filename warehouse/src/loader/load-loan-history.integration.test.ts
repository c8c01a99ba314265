import { createTestDatabase, type TestDatabase } from '../testing';
import { WorkFolder, fixtures, getMappingFile, prepareBank } from './fixtures';
import { loadMapping } from './load-mapping';

let database: TestDatabase;
const folder = new WorkFolder();
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareBank(database.client);
  await loadMapping({ client: database.client, mappingFile: getMappingFile('pkdd99'), data: fixtures.pkdd99 });
});
afterAll(async () => {
  folder.delete();
  await database.drop();
});

const mapping = `
source: history
bank: sample
max_rejects: 100%
files:
  - name: history
    pattern: history.csv
    domain: loans
    key: [loan, day]
    into: [{ table: loan_status_change, fields: { loan_code: loan, day: day, status: status } }]
`;

/** Loads lines of loan, day and status; comes back with the days from which on it derived anew. */
async function loadHistory(lines: string): Promise<Array<string | undefined>> {
  folder.write('history.csv', `loan,day,status\n${lines}`);
  const changes: Array<string | undefined> = [];
  await loadMapping({
    client: database.client,
    mappingFile: folder.write('history.yml', mapping),
    data: folder.path,
    derive: (_client, change) => Promise.resolve(void changes.push(change.changedFrom)),
  });
  return changes;
}

describe("loans' history", () => {
  it('changes a loan from its granting on with its first status, from the own day on with further ones', async () => {
    const { rows } = await database.client.query<{ code: string; day: string }>(
      'SELECT loan_code AS code, granted_on::text AS day FROM core.loan ORDER BY 1'
    );
    const [first, second] = rows;
    expect(rows).toHaveLength(2);
    expect(await loadHistory(`${first?.code},1994-02-03,arrears\n`)).toEqual([first?.day]);
    expect(await loadHistory(`${first?.code},1994-03-03,running\n`)).toEqual(['1994-03-03']);
    expect(await loadHistory(`${first?.code},1994-02-03,running\n`)).toEqual(['1994-02-03']);
    expect(await loadHistory(`${first?.code},1994-05-05,paid\n${second?.code},1994-01-01,running\n`)).toEqual([
      second?.day,
    ]);
  });

  it('rejects a status of a day to come: it would move the end of all data', async () => {
    await loadHistory('500,2049-12-31,paid\n');
    const { rows } = await database.client.query(
      'SELECT field, reason FROM ops.rejected_row WHERE load_file_id = (SELECT max(load_file_id) FROM ops.load_file)'
    );
    expect(rows).toEqual([{ field: 'day', reason: expect.stringContaining('future') as string }]);
  });
});

import { createTestDatabase, type TestDatabase } from '../testing';
import { applyBankSettings } from '../settings';
import { generateDemoBank } from './generate-demo-bank';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await applyBankSettings(database.client, { bank: 'demo' });
  await generateDemoBank({ client: database.client, scale: 1, seed: 1 });
});
afterAll(() => database.drop());
const read = async (sql: string) => (await database.client.query<Record<string, unknown>>(sql)).rows;

describe("the demo bank's targets", () => {
  it('are there for every metric, level and kind of period', async () => {
    const rows = await read(
      `SELECT metric, level, period_kind, count(*)::int AS targets FROM mart.target_progress GROUP BY 1, 2, 3 HAVING sum(target) > 0`
    );
    expect(rows).toHaveLength(5 * 4 * 3);
  });

  it('add up exactly from staff to outlets, regions and the bank', async () => {
    expect(
      await read(
        `SELECT metric, unit_code, period FROM mart.target_progress WHERE level <> 'staff' AND children_target IS DISTINCT FROM target`
      )
    ).toEqual([]);
  });

  it('leave some regions ahead and some behind', async () => {
    const rows = await read(
      `SELECT metric, count(*) FILTER (WHERE status = 'green') > 0 AS ahead, count(*) FILTER (WHERE status = 'red') > 0 AS behind
       FROM mart.target_progress WHERE level = 'region' AND is_default GROUP BY metric`
    );
    expect(rows.filter(({ ahead, behind }) => ahead && behind).length).toBeGreaterThanOrEqual(2);
  });
});

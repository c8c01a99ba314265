import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findRepositoryRoot } from '@branchlight/runtime';
import { parse } from 'csv-parse/sync';
import { createTestDatabase, type TestDatabase } from '../testing';
import { getMappingFile, prepareBank } from './fixtures';
import { loadMapping } from './load-mapping';

const shared = process.env.BRANCHLIGHT_SHARED_DATA ?? path.join(findRepositoryRoot(), '..', 'shared', 'data');
const isThere = ['bank_marketing', 'rates_hk', 'funnel_vanguard'].every((name) => existsSync(path.join(shared, name)));
const describeShared = isThere ? describe : describe.skip;

/** Another reader than the loader's own: rows of a file as objects. */
function readRaw(file: string, delimiter = ','): Array<Record<string, string>> {
  const bytes = readFileSync(path.join(shared, file));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return parse<Record<string, string>>(text, { delimiter, columns: true });
}

jest.setTimeout(120_000);

describeShared('the public data sets of sales', () => {
  let database: TestDatabase;
  const select = async (sql: string) => (await database.client.query<Record<string, unknown>>(sql)).rows;
  const load = async (source: string) => {
    const { read, loaded, rejected } = await loadMapping({
      client: database.client,
      mappingFile: getMappingFile(source),
      data: path.join(shared, source),
    });
    return { read, loaded, rejected };
  };
  beforeAll(async () => {
    database = await createTestDatabase();
    await prepareBank(database.client);
  });
  afterAll(() => database.drop());

  it('bank_marketing: every call in its month, responses as the raw file says', async () => {
    expect(await load('bank_marketing')).toEqual({ read: 45_211, loaded: 45_211, rejected: 0 });
    const expected = new Map<string, { members: number; responded: number }>();
    let year = 2008;
    let before = 5;
    for (const row of readRaw('bank_marketing/bank-full.csv.gz', ';')) {
      const month = new Date(`1 ${row.month} 2000 UTC`).getUTCMonth() + 1;
      year += month < before ? 1 : 0;
      before = month;
      const key = `${year}-${String(month).padStart(2, '0')} ${row.contact}`;
      const sum = expected.get(key) ?? { members: 0, responded: 0 };
      expected.set(key, { members: sum.members + 1, responded: sum.responded + (row.y === 'yes' ? 1 : 0) });
    }
    expect([...expected.keys()].at(-1)?.slice(0, 7)).toBe('2010-11');
    const found = await select(
      `SELECT to_char(contacted_on, 'YYYY-MM ') || channel AS key, count(*)::int AS members, count(*) FILTER (WHERE has_responded)::int AS responded
       FROM core.campaign_member GROUP BY 1`
    );
    expect(new Map(found.map(({ key, ...sums }) => [key, sums]))).toEqual(expected);
    expect(
      await select('SELECT sum(contacts)::int AS contacts, sum(accepted)::int AS accepted FROM mart.contact_day')
    ).toEqual([{ contacts: 45_211, accepted: 5289 }]);
  });

  it('rates_hk: all but what cannot be, by bank and currency', async () => {
    expect(await load('rates_hk')).toEqual({ read: 3050, loaded: 3044, rejected: 6 });
    const expected = new Map<string, { rows: number; rates: number }>();
    for (const row of readRaw('rates_hk/hk_rates_to_2026-07.csv').filter(({ best_rate: rate }) => Number(rate) < 20)) {
      const months = Number.parseInt(row.best_period ?? '', 10);
      const key = `${row.bank} ${row.currency === 'RMB' ? 'CNY' : row.currency} ${months} ${new Date(row.commit_date ?? '').toISOString().slice(0, 10)}`;
      const sum = expected.get(key) ?? { rows: 0, rates: 0 };
      expected.set(key, { rows: sum.rows + 1, rates: Math.round((sum.rates + Number(row.best_rate)) * 1000) / 1000 });
    }
    const found = await select(
      `SELECT concat_ws(' ', bank, currency, term_months, (observed_at AT TIME ZONE 'UTC')::date) AS key, count(*)::int AS rows, sum(rate * 100)::float AS rates
       FROM core.competitor_rate GROUP BY 1`
    );
    expect(new Map(found.map(({ key, ...sums }) => [key, sums]))).toEqual(expected);
  });

  it('funnel_vanguard: visits and confirmed visits by group', async () => {
    expect(await load('funnel_vanguard')).toEqual({ read: 229_863, loaded: 229_861, rejected: 2 });
    const visits = readRaw('funnel_vanguard/Errors_for_DEMO.csv.gz');
    const confirmed = {
      Control: readRaw('funnel_vanguard/Completion_for_DEMO_control.csv').slice(0, -1),
      Test: readRaw('funnel_vanguard/Completion_for_DEMO_test.csv').slice(0, -1),
    };
    const known = new Set(visits.map((row) => `${row.Variation} ${row.visit_id}`));
    expect(known.size).toBe(visits.length);
    for (const [variant, rows] of Object.entries(confirmed)) {
      expect(rows.filter((row) => !known.has(`${variant} ${row.visit_id}`))).toEqual([]);
    }
    expect(
      await select(
        `SELECT variant, count(*) FILTER (WHERE step = 'start')::int AS visits, count(*) FILTER (WHERE step = 'confirm')::int AS confirmed
         FROM core.app_event JOIN core.app_session USING (session_code) GROUP BY 1 ORDER BY 1`
      )
    ).toEqual(
      (['Control', 'Test'] as const).map((variant) => ({
        variant,
        visits: visits.filter((row) => row.Variation === variant).length,
        confirmed: confirmed[variant].length,
      }))
    );
    expect(await select('SELECT count(DISTINCT visitor_code)::int AS visitors FROM core.app_session')).toEqual([
      { visitors: new Set(visits.map((row) => row.visit_id)).size },
    ]);
    const groups = readRaw('funnel_vanguard/df_final_experiment_clients.txt');
    expect(await select('SELECT count(*)::int AS clients, count(segment)::int AS grouped FROM core.customer')).toEqual([
      { clients: groups.length, grouped: groups.filter((row) => row.Variation !== 'NA').length },
    ]);
  });
});

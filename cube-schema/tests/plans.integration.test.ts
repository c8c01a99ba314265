import { z } from 'zod';
import { type TestDatabase } from '../../warehouse/src/testing';
import { readAttackedModel, type AttackedModel, type AttackedView } from './support/attack/attacked-model';
import { createRandom, type Random } from './support/attack/random';
import { signToken, startCubeProcess, type CubeProcess } from './support/cube-process';
import { createTestBank, readFixture } from './support/test-bank';

// What plans answer (cube-schema/config/plans) must be what Cube answers. "no-cache" goes past them.
const logins = ['hq.all', 'region.R01', 'region.R02', 'branch.B0101', 'staff.S010101'];
/** Asked in this order: with the second one the plan is learned. */
const ranges = [
  ['1990-01-01', '1990-12-31'],
  ['1990-06-01', '1990-06-30'],
  ['1991-02-11', '1991-05-03'],
  ['1990-03-31', '1990-03-31'],
] as const;
const volatile = /"(lastRefreshTime|requestId|cacheMode)":"[^"]*",?/g;

let database: TestDatabase;
let cube: CubeProcess;
let model: AttackedModel;
beforeAll(async () => {
  database = await createTestBank({ mart: 'derived', facts: readFixture('sales.sql') });
  await database.client.query(
    `INSERT INTO ops.viewer (login, role, unit_code, display_name, sees_personal_data) VALUES ('hq.all', 'executive', 'HQ', 'All', true)`
  );
  cube = await startCubeProcess(database.url);
  model = await readAttackedModel(cube);
}, 60_000);
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

type Query = Record<string, unknown>;

const bodySchema = z.looseObject({
  error: z.string().optional(),
  results: z.array(z.looseObject({ data: z.unknown() })).optional(),
  data: z.unknown().optional(),
});
const rowsSchema = z.union([
  z.array(z.record(z.string(), z.unknown())),
  z.object({ members: z.array(z.string()), dataset: z.array(z.array(z.unknown())) }),
]);

async function ask(login: string, query: Query, cache = 'must-revalidate', queryType?: string) {
  for (;;) {
    const response = await fetch(`${cube.url}/cubejs-api/v1/load`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: signToken(login) },
      body: JSON.stringify({ query, cache, ...(queryType && { queryType }) }),
    });
    const text = await response.text();
    const { error, results, data } = bodySchema.parse(JSON.parse(text));
    if (error !== 'Continue wait') {
      const rows = rowsSchema.parse((results ? results[0]?.data : data) ?? []);
      return {
        status: response.status,
        text: text.replaceAll(volatile, ''),
        rows: Array.isArray(rows) ? rows : rows.dataset.map((row): Record<string, unknown> => ({ ...row })),
      };
    }
  }
}

function drawQuery(random: Random, view: AttackedView): (range: readonly string[]) => Query {
  const measures = random.some(view.measures, 1 + random.draw(2));
  const dimensions = random.some(view.dimensions, random.draw(3));
  const filtered = random.pick(view.dimensions);
  const values = random.some(view.values.get(filtered) ?? [], 2);
  const query: Query = {
    measures,
    dimensions,
    ...(values.length > 0 && random.chance(0.5) && { filters: [{ member: filtered, operator: 'equals', values }] }),
    ...(random.chance(0.3) && { limit: 3, offset: random.draw(2) }),
    ...(random.chance(0.5) && { responseFormat: 'compact' }),
    ...(random.chance(0.3) && { order: [[measures[0], 'asc']] }),
  };
  const [dimension] = view.times.filter((time) => time.endsWith('.date'));
  const granularity = random.pick(['', 'month', 'quarter', 'year']);
  return (dateRange) => ({
    ...query,
    ...(dimension && { timeDimensions: [{ dimension, dateRange, ...(granularity && { granularity }) }] }),
  });
}

test.each(['hq.all', 'branch.B0101', 'staff.S010101'])(
  '%s gets the same as from Cube itself, view by view',
  async (login) => {
    const random = createRandom(7);
    let rows = 0;
    for (const view of model.views) {
      for (const queryType of [undefined, 'multi']) {
        const query = drawQuery(random, view);
        for (const [index, range] of ranges.entries()) {
          const answer = await ask(login, query(range), undefined, queryType);
          if (index > 1) {
            const expected = await ask(login, query(range), 'no-cache', queryType);
            expect({ query: query(range), status: answer.status, text: answer.text }).toEqual({
              query: query(range),
              status: expected.status,
              text: expected.text,
            });
            rows += expected.rows.length;
          }
        }
      }
    }
    expect(rows).toBeGreaterThan(0);
  },
  120_000
);

const credits = (dateRange: readonly string[], dimensions: string[] = []) => ({
  measures: ['deposits.credits'],
  dimensions,
  timeDimensions: [{ dimension: 'deposits.date', dateRange }],
});

test('a plan of one scope answers nobody of another', async () => {
  const codes: Record<string, unknown[]> = {};
  for (const range of ranges.slice(0, 3)) {
    for (const login of logins.slice(0, 4)) {
      const { rows } = await ask(login, credits(range, ['deposits.region_code']));
      codes[login] = rows.map((row) => row['deposits.region_code']).sort();
    }
  }
  expect(codes).toEqual({
    'hq.all': ['R01', 'R02'],
    'region.R01': ['R01'],
    'region.R02': ['R02'],
    'branch.B0101': ['R01'],
  });
});

test('is answered from the database as it is, also within the two seconds in which Cube does not look for new data', async () => {
  const read = async (range: readonly string[], cache?: string) =>
    Number((await ask('hq.all', credits(range), cache)).rows[0]?.['deposits.credits']);
  const [range] = ranges;
  await read(range);
  await read(range);
  const before = await read(range);
  await database.client.query(
    `UPDATE mart.deposit_outlet_day SET credits_to_date = credits_to_date + 1000
     WHERE outlet_code = 'B0101' AND day >= '1990-12-31'`
  );
  expect(await read(range)).toBe(before + 1000);
  expect(await read(range, 'no-cache')).toBe(before + 1000);
});

test('a table that changes under a prepared statement is no error for the viewer', async () => {
  const [range] = ranges;
  const codes = async () => (await ask('hq.all', credits(range, ['deposits.outlet_code']))).rows.length;
  await codes();
  await codes();
  const before = await codes();
  // Its result has another type then, which Postgres refuses for a prepared statement.
  await database.client.query('ALTER TABLE mart.outlet ALTER COLUMN outlet_code TYPE varchar(20)');
  expect(before).toBeGreaterThan(1);
  expect([await codes(), await codes(), await codes(), await codes()]).toEqual([before, before, before, before]);
});

import { ensureSecrets } from '@branchlight/runtime';
import { Pool } from 'pg';
import { z } from 'zod';
import { signToken } from '../../cube-schema/tests/support/cube-process';
import { findRollups } from '../../cube-schema/tests/support/find-rollups';
import { tags } from './support/tags';
import { expect, test } from './support/test';

const timeSchema = z.looseObject({ dimension: z.string(), dateRange: z.unknown().optional() });
const querySchema = z.looseObject({
  measures: z.array(z.string()).default([]),
  timeDimensions: z.array(timeSchema).default([]),
});
const requestSchema = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  queries: z.array(z.object({ query: querySchema })),
});

/** Boards of the headquarters: the command center and the provisioned dashboards. */
const boards = [
  '/a/branchlight-command-app/command-center',
  '/d/branchlight-hq-scorecard',
  '/d/branchlight-outlet-explorer',
];
/** Looked up customer by customer on purpose: those who came are few, and whether they are still there no sum of days tells. */
const lookedUp = /^customers\.new_customers$/;

test.describe('rollups', { tag: tags.preview }, () => {
  const dir = process.env.BRANCHLIGHT_E2E_DIR;
  test.skip(
    dir === undefined,
    'reads the plans of its own database, so it runs only on the suite that the tests start themselves'
  );

  test('answer every query of the boards', async ({ page, open }) => {
    const port = Number(new URL(process.env.BRANCHLIGHT_URL ?? '').port);
    const { cubeApiSecret, postgresPassword } = ensureSecrets(dir ?? '');
    const asked = new Map<string, z.infer<typeof querySchema>>();
    page.on('request', (request) => {
      if (request.url().includes('/api/ds/query')) {
        for (const query of readQueries(request.postDataJSON())) {
          asked.set(JSON.stringify(query), query);
        }
      }
    });
    for (const board of boards) {
      await open(board);
    }
    const pool = new Pool({
      connectionString: `postgres://branchlight:${encodeURIComponent(postgresPassword)}@127.0.0.1:${port + 51_320}/branchlight_pkdd99`,
      options: '-c default_transaction_read_only=on',
    });
    try {
      const token = signToken('hq.analyst', cubeApiSecret);
      const misses: string[] = [];
      for (const query of asked.values()) {
        const { tables, isHit } = await findRollups({ url: `http://127.0.0.1:${port + 1000}`, token }, pool, query);
        if (!isHit && !query.measures.some((measure) => lookedUp.test(measure))) {
          misses.push(`${JSON.stringify(query)} reads ${tables.join(', ')}`);
        }
      }
      expect(asked.size).toBeGreaterThan(10);
      expect(misses).toEqual([]);
    } finally {
      await pool.end();
    }
  });
});

/** Queries as the datasource sends them on: a time dimension without a range takes the request's. */
function readQueries(body: unknown): Array<z.infer<typeof querySchema>> {
  const { from, to, queries } = requestSchema.parse(body);
  const day = (moment: string | undefined) => new Date(Number(moment)).toISOString().slice(0, 10);
  return queries.map(({ query }) => ({
    ...query,
    timeDimensions: query.timeDimensions.map((time) => ({
      ...time,
      dateRange: time.dateRange ?? [day(from), day(to)],
    })),
  }));
}

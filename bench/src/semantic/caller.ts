import { setTimeout as sleep } from 'node:timers/promises';
import { type PluginProcess, type QueryDataRequest } from '@branchlight/plugin-protocol';
import { type Pool } from 'pg';
import { z } from 'zod';
import { signToken, apiSecret, type CubeProcess } from '../../../cube-schema/tests/support/cube-process';
import { type BoardQuery } from './board';

export interface CubeQuery {
  measures: string[];
  dimensions: string[];
  timeDimensions: Array<{ dimension: string; dateRange: [string, string]; granularity?: string }>;
  limit?: number;
}

export type Row = Readonly<Record<string, string>>;

/** Asks a whole board for a range of days, all of its queries at once. */
export type AskBoard = (board: readonly BoardQuery[], from: string, to: string) => Promise<Row[][]>;

const dayMs = 86_400_000;
const answerSchema = z.object({
  error: z.string().optional(),
  data: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))).optional(),
});

/** Hand-written SQL over a pool of connections. */
export function askDatabase(pool: Pool, language: 'rollup' | 'raw'): AskBoard {
  return (board, from, to) =>
    Promise.all(
      board.map(async (query) => {
        const { rows } = await pool.query<Record<string, unknown>>(query[language], [from, to]);
        return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])));
      })
    );
}

/** Cube's REST API, one request per query, all at once. */
export function askCube(cube: CubeProcess, login: string): AskBoard {
  const load = async (query: CubeQuery) => {
    for (;;) {
      const response = await fetch(`${cube.url}/cubejs-api/v1/load`, {
        method: 'POST',
        // A token lives shorter than a run lasts.
        headers: { 'content-type': 'application/json', authorization: signToken(login) },
        body: JSON.stringify({ query }),
      });
      const { data, error } = answerSchema.parse(await response.json());
      if (data) {
        return data;
      }
      if (error !== 'Continue wait') {
        throw new Error(`Cube answers ${response.status}: ${error ?? 'nothing'}`);
      }
      await sleep(5);
    }
  };
  return (board, from, to) =>
    Promise.all(
      board.map(async (query) =>
        (await load(query.cube(from, to))).map((row) =>
          Object.fromEntries(
            Object.entries(row)
              .filter(([name]) => name.split('.').length === 2 || name.endsWith('.date'))
              .map(([name, value]) => [name.split('.')[1] ?? name, String(value)])
          )
        )
      )
    );
}

/** The datasource's executable over gRPC, as Grafana asks it: one request with all queries of the board. */
export function askDatasource(plugin: PluginProcess, cubeApiUrl: string, login: string): AskBoard {
  return async (board, from, to) => {
    const results = await plugin.queryData(buildRequest(board, cubeApiUrl, login, from, to));
    return board.map((_query, index) => {
      const result = results.get(`Q${index}`);
      const frame = result?.frames[0];
      if (!result || result.error || !frame) {
        throw new Error(`The datasource answers: ${String(result?.error ?? 'nothing')}`);
      }
      const length = frame.fields[0]?.values.length ?? 0;
      return Array.from({ length }, (_unused, row) =>
        Object.fromEntries(frame.fields.map(({ name, values }) => [name, String(values[row])]))
      );
    });
  };
}

function buildRequest(
  board: readonly BoardQuery[],
  cubeApiUrl: string,
  login: string,
  from: string,
  to: string
): QueryDataRequest {
  return {
    context: {
      orgId: 1,
      pluginId: 'branchlight-cube-datasource',
      pluginVersion: '0.0.0',
      grafanaConfig: {},
      user: { login, name: login, email: '', role: 'Viewer' },
      datasource: {
        uid: 'branchlight-cube',
        name: 'Branchlight',
        url: '',
        jsonData: { cubeApiUrl },
        secureJsonData: { cubeApiSecret: apiSecret },
        updated: 0,
      },
    },
    headers: {},
    queries: board.map((query, index) => ({
      refId: `Q${index}`,
      queryType: '',
      maxDataPoints: 1000,
      intervalMs: dayMs,
      timeRange: { from: Date.parse(from), to: Date.parse(to) + dayMs - 1 },
      model: { query: query.cube(from, to), format: 'table', version: 1 },
    })),
  };
}

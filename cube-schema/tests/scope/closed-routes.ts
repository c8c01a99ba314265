import { get } from 'node:http';
import { Pool } from 'pg';
import { WebSocket } from 'ws';
import { createCubeConfig } from '../../config/create-config.js';
import { apiSecret, signToken } from '../support/cube-process';
import { cube, database } from './scoped-bank';
import { byOutlet, expectNothingForeign, openToManagers, readViews } from './views';

/** What of Cube's API is shut, to web pages and to everybody. */
export function describeClosedRoutes(): void {
  describe('a web page', () => {
    const ask = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const authorization = signToken('hq.exec');
        get(`${cube.url}/cubejs-api/v1/meta`, { headers: { authorization, ...headers } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).on('error', reject);
      });

    test('is refused by another host and by its origin, even with a token', async () => {
      const { host, port } = new URL(cube.url);
      expect(await ask({ host })).toBe(200);
      expect(await ask({ host: `localhost:${port}` })).toBe(200);
      expect(await ask({ host: `rebound.example:${port}` })).toBe(403);
      expect(await ask({ host: '127.0.0.1:1' })).toBe(403);
      expect(await ask({ host, origin: 'http://page.example' })).toBe(403);
    });
  });

  describe('the rest of the API is shut', () => {
    test.each([
      ['POST', '/cubejs-api/graphql'],
      ['GET', '/cubejs-api/graphql'],
      ['POST', '/cubejs-api/v1/graphql-to-json'],
      ['POST', '/cubejs-api/v1/dry-run'],
      ['POST', '/cubejs-api/v1/subscribe'],
      ['GET', '/cubejs-api/v1/subscribe'],
      ['POST', '/cubejs-api/v1/cubesql'],
      ['POST', '/cubejs-api/v1/convert-query'],
      ['POST', '/cubejs-api/v1/pre-aggregations/jobs'],
      ['POST', '/cubejs-api/v1/pre-aggregations/can-use'],
      ['GET', '/cubejs-api/v1/dry-run'],
      ['POST', '/cubejs-api/v2/load'],
      ['GET', '/cubejs-api/v2/meta'],
      ['GET', '/cubejs-api/v1/run-scheduled-refresh'],
      ['POST', '/cubejs-api/v1/pre-aggregations'],
      ['GET', '/cubejs-api/v1/pre-aggregations/jobs'],
      ['GET', '/cubejs-api/v1/cubesql'],
      ['GET', '/cubejs-system/v1/pre-aggregations'],
      ['POST', '/cubejs-system/v1/pre-aggregations/preview'],
      ['PUT', '/cubejs-api/v1/load'],
      ['PATCH', '/cubejs-api/v1/load'],
      ['OPTIONS', '/cubejs-api/v1/load'],
      ['POST', '/cubejs-api/v1/meta'],
      ['GET', '/cubejs-api/v1/load/'],
      ['GET', '/cubejs-api/v1/%6coad'],
      ['GET', '/metrics'],
      ['GET', '/branchlight/v1/viewer/../../../cubejs-api/v1/subscribe'],
      ['GET', '/cubejs-system/v1/context'],
      ['DELETE', '/cubejs-api/v1/running-query/1'],
      ['GET', '/playground/context'],
      ['GET', '/'],
      ['POST', '/CUBEJS-API/v1/Dry-Run'],
      ['POST', '//cubejs-api/v1/dry-run'],
      ['POST', '/cubejs-api/v1/dry-run/'],
    ])('%s %s', async (method, route) => {
      const query = byOutlet('deposits');
      const answer = await cube.send('hq.analyst', route, {
        method,
        body: method === 'POST' ? JSON.stringify({ query, format: 'sql', action: 'post' }) : undefined,
      });
      expect(answer.status).toBe(404);
      expectNothingForeign(answer.text);
    });

    test.each(['/', '/cubejs-api/v1/load', '/cubejs-api/v1/subscribe', '/cubejs-api/v1/ws'])(
      'a WebSocket is not opened at %s, nor subscribed to',
      async (route) => {
        const socket = new WebSocket(`${cube.url.replace('http', 'ws')}${route}`, {
          headers: { authorization: signToken('hq.exec') },
        });
        const outcome = await new Promise((resolve) => {
          socket.on('open', () => resolve('open'));
          socket.on('error', () => resolve('refused'));
        });
        expect(outcome).toBe('refused');
      }
    );

    test.each(['/readyz', '/livez'])('%s tells nobody more than that it works', async (route) => {
      const answer = await cube.send({ token: undefined }, route);
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: '{"health":"HEALTH"}' });
    });

    test('SQL is shown to analysts only, and not that of refused queries', async () => {
      const ask = (login: string, query: object) =>
        cube.send(login, '/cubejs-api/v1/sql', { method: 'POST', body: JSON.stringify({ query }) });
      const shown = await ask('hq.analyst', byOutlet('deposits'));
      expect(shown.status).toBe(200);
      expect(shown.text).toMatch(/mart\.deposit_day/);
      for (const login of ['hq.exec', 'region.R01', 'branch.B0101', 'staff.S010101']) {
        const answer = await ask(login, byOutlet('deposits'));
        expect(answer.status).toBe(403);
        expect(answer.text).not.toMatch(/mart|SELECT/i);
      }
      expect((await ask('hq.analyst', { measures: ['last_load.rows_loaded'] })).status).toBe(400);
    });

    test('private cubes are not in the model, nor is their SQL', async () => {
      for (const route of [
        '/cubejs-api/v1/meta',
        '/cubejs-api/v1/meta?extended',
        '/cubejs-api/v1/meta?extended=true&onlyViews=false',
      ]) {
        const meta = await cube.send('branch.B0101', route);
        expect(readViews(meta.text).every((name) => openToManagers.includes(name))).toBe(true);
        expect(meta.text).not.toMatch(/period_edge|SELECT|core\./);
      }
    });

    test('sessions cannot write', async () => {
      const { config, viewers } = createCubeConfig({ databaseUrl: database.url, apiSecret });
      const pool = new Pool(config.driverFactory());
      await expect(pool.query('CREATE TABLE mart.mine (x integer)')).rejects.toThrow(/read-only transaction/);
      await expect(pool.query('UPDATE ops.viewer SET role = $1', ['executive'])).rejects.toThrow(
        /read-only transaction/
      );
      await pool.end();
      await viewers.close();
    });
  });
}

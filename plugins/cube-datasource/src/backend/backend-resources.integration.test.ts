import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type PluginExit } from '@branchlight/plugin-protocol';
import {
  ask,
  byMonth,
  contextOf,
  cube,
  expectNoSecretInLog,
  plugin,
  range,
  requestOf,
  restart,
  start,
  startBackend,
  waitUntil,
} from './testing/backend-process';

startBackend();

describe('resources', () => {
  const call = async (
    login: string,
    resource: string,
    method = 'GET',
    headersSent: Record<string, string[]> = {},
    sent?: object
  ) => {
    const request = {
      context: contextOf(login),
      path: resource.replace(/\?.*/, ''),
      method,
      url: resource,
      headers: headersSent,
      body: sent ? Buffer.from(JSON.stringify(sent)) : new Uint8Array(),
    };
    const { body, headers, status } = await plugin.callResource(request);
    return { status, type: headers['Content-Type'], body: JSON.parse(Buffer.from(body).toString()) };
  };

  it.each([
    ['meta?locale=es-ES', {}, 'es-ES'],
    ['meta', { 'Accept-Language': ['es-MX,es;q=0.9,en;q=0.8'] }, 'es-ES'],
    ['meta?locale=en-US', { 'Accept-Language': ['es-ES'] }, 'en-US'],
    ['meta', {}, 'en-US'],
    ['meta?locale=%00', {}, 'en-US'],
  ])('describe the views in the language asked for: %s %j', async (resource, headersSent, language) => {
    const { body } = await call('hq.exec', resource, 'GET', headersSent);
    const inSpanish = language === 'es-ES';
    expect(body.cubes).toEqual([
      expect.objectContaining({
        name: 'deposits',
        title: inSpanish ? 'Depósitos' : 'Deposits',
        measures: [
          expect.objectContaining({
            name: 'deposits.credits',
            title: inSpanish ? 'Depósitos Abonos' : 'Deposits Credits',
            shortTitle: inSpanish ? 'Abonos' : 'Credits',
            type: 'number',
            meta: {
              unit: 'currency',
              owner: inSpanish ? 'Depósitos' : 'Deposits',
              formula: inSpanish ? 'Suma' : 'Sum',
            },
          }),
        ],
        dimensions: [
          expect.objectContaining({
            name: 'deposits.tier',
            shortTitle: 'Tier',
            meta: { words: { B0: inSpanish ? 'Básico' : 'Basic' } },
          }),
        ],
      }),
    ]);
  });

  it('see new data soon, and are not held to what Cube still answered from before', async () => {
    const count = async () => (await ask('hq.exec', byMonth)).frames[0]?.fields[0]?.values.length;
    const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    expect(await count()).toBe(3);
    const bank = { ...cube.bank, lastDay: '1994-04-05' };
    Object.assign(cube, { dataVersion: cube.dataVersion + 1, dataAgeMs: 0, bank });
    await wait(1_100);
    const { body: viewer } = await call('hq.exec', 'viewer');
    expect(viewer).toMatchObject({ dataVersion: cube.dataVersion, feeds: 'ok', bank: { lastDay: '1994-04-05' } });
    expect(viewer.dataAgeMs).toBeLessThan(60_000);
    expect(await count()).toBe(3);
    expect(cube.loads()).toHaveLength(2);
    // Cube looks for new data every two seconds only.
    cube.rows = 4;
    await wait(600);
    expect(await count()).toBe(4);
  });

  it('name no member that Cube keeps from the caller', async () => {
    const { body } = await call('branch.B0101', 'meta');
    expect(body.cubes[0].hierarchies).toEqual([{ name: 'deposits.tiers', title: 'Tiers', levels: ['deposits.tier'] }]);
    expect(JSON.stringify(body)).not.toContain('deposits.phone');
  });

  it('pass meta and viewer on', async () => {
    expect(await call('hq.exec', 'meta')).toMatchObject({
      status: 200,
      body: { cubes: [{ name: 'deposits', for: 'hq.exec' }] },
    });
    expect(await call('branch.B0101', '/meta')).toMatchObject({ body: { cubes: [{ for: 'branch.B0101' }] } });
    expect(await call('branch.B0101', 'viewer')).toMatchObject({
      status: 200,
      body: { login: 'branch.B0101', scopeKey: 'branch:B0101', bank: { currency: 'CZK' } },
    });
  });

  it('put the catalogue together of the views that Cube describes, in the language asked for', async () => {
    const { body, status } = await call('hq.exec', 'catalogue?locale=es-ES');
    expect(status).toBe(200);
    expect(body.metrics).toEqual([
      {
        member: 'deposits.credits',
        view: 'deposits',
        viewTitle: 'Depósitos',
        title: 'Abonos',
        description: 'Importes',
        formula: 'Suma',
        unit: 'currency',
        direction: null,
        owner: 'Depósitos',
        certified: false,
        isSummable: false,
        hierarchies: [{ title: 'Tiers', levels: [{ member: 'deposits.tier', title: 'Tier' }] }],
        drillMembers: [{ member: 'deposits.tier', title: 'Tier' }],
        lineage: {
          cube: 'deposit_period',
          asks: ['mart.deposit_day'],
          through: ['mart.deposit_day'],
          loaded: [
            { table: 'core.account', filledBy: [], loadedAt: '2026-11-02T10:00:00.000Z' },
            {
              table: 'core.transaction',
              filledBy: [{ source: 'pkdd99', files: ['trans*.asc'] }],
              loadedAt: '2026-11-01T10:00:00.000Z',
            },
          ],
        },
        loadedAt: '2026-11-02T10:00:00.000Z',
        usage: [{ kind: 'board', title: 'Scorecard' }],
      },
    ]);
    expect((await call('hq.exec', 'catalogue')).body.metrics[0]).toMatchObject({ title: 'Credits', formula: 'Sum' });
  });

  it.each([
    [undefined, /has no catalogue/],
    [{ views: 'all' }, /same version of Branchlight/],
  ])('say what to do about a Cube server whose catalogue is %j', async (catalogue, message) => {
    cube.catalogue = catalogue;
    expect(await call('hq.exec', 'catalogue')).toMatchObject({
      status: 502,
      body: { detail: expect.stringMatching(message) },
    });
  });

  it('show the SQL to analysts, and explain it to others', async () => {
    const body = { model: { query: byMonth }, from: range.from, to: range.to, intervalMs: 86_400_000 };
    expect(await call('hq.analyst', 'sql', 'POST', {}, body)).toMatchObject({
      status: 200,
      body: { statements: [{ sql: 'SELECT\n  1\nWHERE\n  $1 = $1', params: ['B1'] }] },
    });
    expect(await call('hq.exec', 'sql', 'POST', {}, body)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('analysts of the head office only') },
    });
    expect(await call('hq.analyst', 'sql', 'POST', {}, { model: {} })).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^from: is missing/) },
    });
    expect(await call('hq.analyst', 'sql')).toMatchObject({ status: 405 });
  });

  it('refuse the rest with problem documents', async () => {
    const type = ['application/problem+json'];
    expect(await call('hq.exec', 'nothing')).toMatchObject({
      status: 404,
      type,
      body: { status: 404, detail: expect.stringContaining('"nothing"') },
    });
    expect(await call('hq.exec', 'meta', 'POST')).toMatchObject({ status: 405, type });
    expect(await call('stranger', 'meta')).toMatchObject({ status: 403, type });
  });
});

describe('the process', () => {
  it('stops asking Cube when the only caller gives up, and goes on for the others', async () => {
    cube.delayMs = 1_000;
    const [alone, shared] = [new AbortController(), new AbortController()];
    const first = plugin.queryData(requestOf('hq.exec', [{ query: { ...byMonth, limit: 7 } }]), alone.signal);
    const second = plugin.queryData(requestOf('hq.exec', [{ query: byMonth }]), shared.signal);
    const third = plugin.queryData(requestOf('hq.other', [{ query: byMonth }]));
    await waitUntil(() => cube.loads().length === 2);
    alone.abort();
    shared.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    expect((await third).get('A')?.status).toBe(200);
    await waitUntil(() => cube.aborted === 1);
  });

  it('fails its calls when it is killed, and a new one answers', async () => {
    cube.delayMs = 5_000;
    const call = plugin.queryData(requestOf('hq.exec', [{ query: byMonth }]));
    await waitUntil(() => cube.loads().length === 1);
    process.kill(plugin.pid, 'SIGKILL');
    await expect(call).rejects.toMatchObject({
      name: 'PluginProcessError',
      message: expect.stringContaining('SIGKILL'),
    });
    cube.delayMs = 0;
    await restart();
    expect((await ask('hq.exec', byMonth)).status).toBe(200);
  });

  it('ends within two seconds in the middle of a query and leaves no socket', async () => {
    const exits: PluginExit[] = [];
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('blplug-'));
    const other = await start((exit) => exits.push(exit));
    cube.delayMs = 5_000;
    const call = other.queryData(requestOf('hq.exec', [{ query: byMonth }])).catch((error: unknown) => error);
    await waitUntil(() => cube.loads().length === 1);
    const begin = Date.now();
    await other.stop();
    expect(Date.now() - begin).toBeLessThan(2_000);
    expect(exits).toEqual([{ code: 0, signal: null, wasAsked: true }]);
    expect(await call).toBeDefined();
    await waitUntil(
      () => readdirSync(tmpdir()).filter((name) => name.startsWith('blplug-') && !before.includes(name)).length === 0
    );
  });
});

expectNoSecretInLog();

import { buildBackend } from '@branchlight/plugin-build/src/backend';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { frameToJson, type PluginExit, type PluginLogLine, type PluginProcess, startPluginProcess } from './index';
import { type PluginContext, type QueryDataRequest } from './messages';

const folder = mkdtempSync(path.join(tmpdir(), 'blp-'));
const executable = path.join(folder, 'gpx_test_linux_amd64');
const nodeFolder = path.dirname(process.execPath);

const context: PluginContext = {
  orgId: 1,
  pluginId: 'test',
  pluginVersion: '1.0.0',
  user: { login: 'hq.exec', name: 'HQ', email: 'hq@example.org', role: 'Viewer' },
  datasource: {
    uid: 'u',
    name: 'n',
    url: '',
    jsonData: { a: [1] },
    secureJsonData: { k: 's' },
    updated: 1_793_000_000_123,
  },
  grafanaConfig: {},
};

function ask(queryType: string, rows = 1, refId = 'A'): QueryDataRequest {
  const timeRange = { from: 725_842_800_000, to: 757_378_799_999 };
  const query = { refId, queryType, maxDataPoints: rows, intervalMs: 60_000, timeRange, model: { deep: { q: 1 } } };
  return { context, headers: { FromAlert: 'true' }, queries: [query] };
}

interface Started {
  plugin: PluginProcess;
  logs: PluginLogLine[];
  exits: PluginExit[];
}

const started: PluginProcess[] = [];

async function start(env: Record<string, string> = {}): Promise<Started> {
  const logs: PluginLogLine[] = [];
  const exits: PluginExit[] = [];
  const plugin = await startPluginProcess({
    executable,
    env,
    onLog: (line) => logs.push(line),
    onExit: (exit) => exits.push(exit),
  });
  started.push(plugin);
  return { plugin, logs, exits };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function waitUntil(condition: () => boolean, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition() && Date.now() < end) {
    await sleep(20);
  }
  expect(condition()).toBe(true);
}

beforeAll(async () => {
  await buildBackend(path.join(__dirname, '..', 'test-plugin'), folder, 'gpx_test');
});
afterEach(() => Promise.all(started.splice(0).map((plugin) => plugin.stop())));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('executables', () => {
  it('are one file for each platform, with a shebang and run bits', () => {
    expect(readdirSync(folder).sort()).toEqual(
      ['darwin_amd64', 'darwin_arm64', 'linux_amd64', 'linux_arm64'].map((platform) => `gpx_test_${platform}`)
    );
    expect(readFileSync(executable, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(statSync(executable).mode & 0o111).toBe(0o111);
  });

  it('say what they are when started by hand', async () => {
    const child = spawn(executable, { env: { PATH: nodeFolder }, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => texts.push(chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(1);
    expect(texts.join('')).toContain('plugin of Grafana');
  });
});

describe('a started plugin', () => {
  it('answers health, metrics and resources', async () => {
    const { plugin } = await start();
    expect(await plugin.checkHealth({ context, headers: {} })).toEqual({
      status: 'ok',
      message: 'hello hq.exec',
      details: { jsonData: { a: [1] } },
    });
    expect(await plugin.collectMetrics()).toMatch(/process_resident_memory_bytes \d+/);
    const body = Buffer.from('hi');
    const request = { context, path: 'a/b', method: 'POST', url: 'a/b?c=1', headers: { X: ['1', '2'] }, body };
    const answer = await plugin.callResource(request);
    expect(answer.status).toBe(418);
    expect(answer.headers['X-Two']).toEqual(['a', 'b']);
    expect(JSON.parse(Buffer.from(answer.body).toString())).toEqual({
      path: 'a/b',
      method: 'POST',
      url: 'a/b?c=1',
      headers: { X: ['1', '2'] },
      body: 'hi',
    });
  });

  it('gets the whole request and answers frames', async () => {
    const { plugin } = await start();
    const request = ask('', 2);
    const result = (await plugin.queryData(request)).get('A');
    expect(result?.status).toBe(200);
    expect(result?.error).toBeUndefined();
    const [frame] = result?.frames ?? [];
    expect(frame?.meta?.custom).toEqual({ headers: request.headers, query: request.queries[0] });
    expect(frame && frameToJson(frame).data.values).toEqual([
      [725_842_800_000, 725_842_860_000],
      ['B0 č', 'B1 č'],
      [0, 0.25],
      [0, 1],
      [true, false],
    ]);
  });

  it('answers 100,000 rows of five columns', async () => {
    const { plugin } = await start();
    const frame = (await plugin.queryData(ask('', 100_000))).get('A')?.frames[0];
    expect(frame?.fields.map((field) => field.values.length)).toEqual(Array.from({ length: 5 }, () => 100_000));
    expect(frame?.fields[1]?.values.at(-1)).toBe('B99999 č');
  });

  it('reports the error of one query beside the answers of the others', async () => {
    const { plugin } = await start();
    const queries = [...ask('error', 1, 'A').queries, ...ask('', 1, 'B').queries];
    const results = await plugin.queryData({ context, headers: {}, queries });
    expect(results.get('A')).toEqual({ status: 403, frames: [], error: 'Not for you', errorSource: 'downstream' });
    expect(results.get('B')?.frames).toHaveLength(1);
  });

  it('answers calls at the same time, and goes on after one that threw', async () => {
    const { plugin, logs } = await start();
    const slow = new AbortController();
    const sleeping = plugin.queryData(ask('sleep'), slow.signal);
    const answers = await Promise.all(Array.from({ length: 50 }, () => plugin.queryData(ask('', 10))));
    expect(answers.every((answer) => answer.get('A')?.frames.length === 1)).toBe(true);
    await expect(plugin.queryData(ask('throw'))).rejects.toMatchObject({ name: 'PluginCallError', message: 'thrown' });
    // Log lines come by another way than answers, and may come later.
    await waitUntil(() => logs.some(({ level }) => level === 'error'));
    slow.abort();
    await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('learns that a call was cancelled', async () => {
    const { plugin, logs } = await start();
    const controller = new AbortController();
    const call = plugin.queryData(ask('sleep'), controller.signal);
    setTimeout(() => controller.abort(), 100);
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await waitUntil(() => logs.some((line) => line.message === 'slept until cancelled'));
  });

  it('keeps what is printed off standard output, in lines below 64 KiB', async () => {
    const { plugin, logs } = await start();
    await plugin.queryData(ask('print'));
    await waitUntil(() => logs.length >= 3);
    expect(logs.map((line) => [line.level, line.message.slice(0, 30)])).toEqual([
      ['info', 'printed to standard output'],
      ['info', 'printed to the console { deep:'],
      ['error', 'x'.repeat(30)],
    ]);
    expect(logs.every((line) => Buffer.byteLength(line.message) < 64 * 1024)).toBe(true);
  });
});

describe('the end of a plugin', () => {
  it('comes within two seconds of being asked, also with a call in flight, and leaves no socket', async () => {
    const tmp = mkdtempSync(path.join(tmpdir(), 'bls-'));
    const { plugin, exits } = await start();
    const call = plugin.queryData(ask('sleep')).catch((error: unknown) => error);
    await plugin.queryData(ask(''));
    const begin = Date.now();
    await plugin.stop();
    expect(Date.now() - begin).toBeLessThan(2_000);
    expect(exits).toEqual([{ code: 0, signal: null, wasAsked: true }]);
    expect(await call).toMatchObject({ name: expect.stringMatching(/AbortError|PluginProcessError/) });
    rmSync(tmp, { recursive: true });
  });

  it('fails the calls in flight at once when it crashes', async () => {
    const { plugin, exits } = await start();
    const waiting = plugin.queryData(ask('sleep'));
    await expect(plugin.queryData(ask('crash'))).rejects.toMatchObject({
      name: 'PluginProcessError',
      message: expect.stringContaining('exit code 3'),
    });
    await expect(waiting).rejects.toMatchObject({ name: 'PluginProcessError' });
    expect(exits).toEqual([{ code: 3, signal: null, wasAsked: false }]);
    await expect(plugin.queryData(ask(''))).rejects.toMatchObject({ name: 'PluginProcessError' });
  });

  it('is logged after an error that nobody caught', async () => {
    const { plugin, exits, logs } = await start();
    await expect(plugin.queryData(ask('uncaught'))).rejects.toMatchObject({ name: 'PluginProcessError' });
    await waitUntil(() => exits.length === 1);
    expect(exits[0]).toMatchObject({ code: 1, wasAsked: false });
    expect(logs).toContainEqual(expect.objectContaining({ level: 'error', message: expect.stringContaining('ends') }));
  });

  it('comes when it is killed, without leaving the folder of its socket', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('blplug-'));
    const { plugin, exits } = await start();
    process.kill(plugin.pid, 'SIGKILL');
    await waitUntil(() => exits.length === 1);
    expect(exits[0]).toEqual({ code: null, signal: 'SIGKILL', wasAsked: false });
    await waitUntil(
      () => readdirSync(tmpdir()).filter((name) => name.startsWith('blplug-') && !before.includes(name)).length === 0
    );
  });

  it('is not brought about by Ctrl-C', async () => {
    const { plugin } = await start();
    process.kill(plugin.pid, 'SIGINT');
    await sleep(100);
    expect((await plugin.checkHealth({ context, headers: {} })).status).toBe('ok');
  });

  it('follows the end of its host', async () => {
    const socketFolder = mkdtempSync(path.join(tmpdir(), 'bls-'));
    const env = {
      PATH: `${nodeFolder}:/usr/bin:/bin`,
      grafana_plugin_type: 'datasource',
      PLUGIN_UNIX_SOCKET_DIR: socketFolder,
    };
    const host = spawn('sh', ['-c', `${executable} & echo $!; wait`], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const lines: string[] = [];
    host.stdout.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')));
    await waitUntil(() => lines.length === 2);
    expect(lines[1]).toMatch(/^1\|2\|unix\|.+\|grpc\|$/);
    expect(readdirSync(socketFolder)).toHaveLength(1);
    host.kill('SIGKILL');
    await waitUntil(() => !isRunning(Number(lines[0])) && readdirSync(socketFolder).length === 0);
    expect(lines).toHaveLength(2);
    rmSync(socketFolder, { recursive: true });
  });
});

describe('an executable that is no plugin', () => {
  const write = (name: string, script: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/usr/bin/env node\n${script}`, { mode: 0o755 });
    return file;
  };

  it.each([
    ['is missing', () => path.join(folder, 'absent'), /absent did not start: .*ENOENT/],
    ['ends at once', () => write('ends', 'console.error("no licence"); process.exit(7)'), /exit code 7.*no licence/],
    [
      'says something else',
      () => write('talks', 'console.log("hi"); setTimeout(() => {}, 60000)'),
      /is not a handshake: "hi"/,
    ],
    ['says nothing', () => write('mute', 'setTimeout(() => {}, 60000)'), /no handshake within/],
  ])('%s: the error says so', async (_name, make, message) => {
    await expect(startPluginProcess({ executable: make(), startTimeoutMs: 3_000 })).rejects.toThrow(message);
  });
});

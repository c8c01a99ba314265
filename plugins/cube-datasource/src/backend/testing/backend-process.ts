import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildBackend } from '@branchlight/plugin-build/src/backend';
import {
  type PluginContext,
  type PluginExit,
  type PluginLogLine,
  type PluginProcess,
  type QueryDataRequest,
  type QueryResult,
  startPluginProcess,
} from '@branchlight/plugin-protocol';
import { CubePeer } from './cube-peer';

export const secret = 'a-secret-of-the-tests-0123456789abcdef';
const folder = mkdtempSync(path.join(tmpdir(), 'bld-'));
const executable = path.join(folder, 'gpx_branchlight_cube_linux_amd64');
export const cube = new CubePeer(secret);
export const logs: PluginLogLine[] = [];
export let cubeApiUrl = '';
export let plugin: PluginProcess;

export const range = { from: Date.parse('1993-01-01T00:00:00+01:00'), to: Date.parse('1994-01-01T00:00:00+01:00') };
export const byMonth = {
  measures: ['deposits.credits'],
  dimensions: ['deposits.outlet_code'],
  timeDimensions: [{ dimension: 'deposits.date', granularity: 'month' }],
};

export interface Overrides {
  url?: string;
  key?: string;
}

export function contextOf(
  login: string | undefined,
  { key = secret, url = cubeApiUrl }: Overrides = {}
): PluginContext {
  return {
    orgId: 1,
    pluginId: 'branchlight-cube-datasource',
    pluginVersion: '0.1.0',
    grafanaConfig: {},
    ...(login !== undefined && { user: { login, name: login, email: '', role: 'Viewer' } }),
    datasource: {
      uid: 'branchlight-cube',
      name: 'Branchlight',
      url: '',
      jsonData: { cubeApiUrl: url },
      secureJsonData: key ? { cubeApiSecret: key } : {},
      updated: 0,
    },
  };
}

export function requestOf(login: string | undefined, models: unknown[], overrides?: Overrides): QueryDataRequest {
  return {
    context: contextOf(login, overrides),
    headers: {},
    queries: models.map((model, index) => ({
      refId: String.fromCharCode(65 + index),
      queryType: '',
      maxDataPoints: 1_000,
      intervalMs: 86_400_000,
      timeRange: range,
      model,
    })),
  };
}

export async function ask(
  login: string | undefined,
  query: unknown,
  more: object = {},
  overrides?: Overrides
): Promise<QueryResult> {
  const results = await plugin.queryData(
    requestOf(login, [{ query, format: 'table', version: 1, ...more }], overrides)
  );
  const result = results.get('A');
  if (!result) {
    throw new Error('no answer for A');
  }
  return result;
}

export async function waitUntil(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !condition(); tries += 1) {
    await sleep(20);
  }
  expect(condition()).toBe(true);
}

export const start = (onExit?: (exit: PluginExit) => void) =>
  startPluginProcess({ executable, onLog: (line) => logs.push(line), ...(onExit && { onExit }) });

/** Another process in place of the running one, for tests that end that. */
export async function restart(): Promise<void> {
  plugin = await start();
}

/** A backend for the tests of a file, in a process that each test gets anew, beside a stand-in for Cube. */
export function startBackend(): void {
  beforeAll(async () => {
    await buildBackend(path.join(__dirname, '..', '..', '..'), folder, 'gpx_branchlight_cube');
    cubeApiUrl = await cube.start();
  });
  beforeEach(async () => {
    cube.reset();
    await restart();
  });
  afterEach(() => plugin.stop());
  afterAll(async () => {
    await cube.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** The last test of a file: what all tests before it made the backend write. */
export function expectNoSecretInLog(): void {
  it('never wrote a secret or a token into its log', () => {
    const text = JSON.stringify(logs);
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
}

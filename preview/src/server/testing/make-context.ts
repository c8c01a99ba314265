import { createLogger } from '@branchlight/runtime';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ServerContext } from '../context';
import { type BackendQuery, type BackendUser, type DatasourceBackend } from '../datasource-backend';
import { FolderPluginCatalog } from '../plugin-catalog';
import { type Provisioning } from '../provisioning/read-provisioning';
import { dashboardSchema, datasourceSchema } from '../provisioning/schemas';
import { type Viewer, type ViewerDirectory } from '../viewer-directory';

export const testPort = 38_123;
export const testHost = `127.0.0.1:${testPort}`;

export const testViewers: Viewer[] = [
  {
    login: 'hq.exec',
    name: 'Head office',
    title: 'Executive, Bank',
    role: 'executive',
    unit: { level: 'bank', code: 'BANK', name: 'Bank' },
  },
  {
    login: 'branch.B0001',
    name: 'Manager of B0001',
    title: 'Branch manager, One',
    role: 'branch_manager',
    unit: { level: 'outlet', code: 'B0001', name: 'One' },
  },
];

/** Knows the viewers above. */
export const testDirectory: ViewerDirectory = {
  find: async (login) => testViewers.find((viewer) => viewer.login === login),
  search: async (text, limit) => {
    const items = testViewers.filter(({ login, title }) => `${login} ${title}`.includes(text));
    return { items: items.slice(0, limit), total: items.length };
  },
};

/** Stands in for the datasource's process: remembers who asked what and answers one frame, or an error to `{fail: true}`. */
export class RecordingBackend implements DatasourceBackend {
  readonly calls: Array<{ user: BackendUser; queries: BackendQuery[] }> = [];
  readonly resources: Array<{ user: BackendUser; path: string; url: string; headers: Record<string, string[]> }> = [];

  queryData: DatasourceBackend['queryData'] = async (_datasource, user, queries) => {
    this.calls.push({ user, queries });
    return new Map(
      queries.map((query) => [
        query.refId,
        query.model.fail === true
          ? { status: 400, frames: [], error: 'no such member' }
          : { status: 200, frames: [{ schema: { refId: query.refId, fields: [] }, data: { values: [] } }] },
      ])
    );
  };

  callResource: DatasourceBackend['callResource'] = async (_datasource, user, request) => {
    this.resources.push({ user, path: request.path, url: request.url, headers: request.headers });
    return {
      status: 200,
      headers: { 'Content-Type': ['application/json'], 'Set-Cookie': ['x=1'] },
      body: Buffer.from('{"cubes":[]}'),
    };
  };

  checkHealth: DatasourceBackend['checkHealth'] = async () => ({ ok: true, message: 'Cube answers' });
}

const folders: string[] = [];

/** Deletes what `writePlugins` wrote. */
export function removePlugins(): void {
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}

/** A folder with one built app whose route `hub` goes to the setting `hubUrl`, an executable and a file outside. */
export function writePlugins(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'bl-preview-'));
  folders.push(root);
  const dist = path.join(root, 'plugins', 'some-app', 'dist');
  mkdirSync(dist, { recursive: true });
  mkdirSync(path.join(root, 'host'));
  writeFileSync(path.join(root, 'host', 'main.js'), '/* host */');
  writeFileSync(path.join(root, 'secret.json'), '{}');
  writeFileSync(path.join(dist, 'module.js'), 'define([], () => ({}));');
  writeFileSync(path.join(dist, 'gpx_some_linux_amd64'), '#!/usr/bin/env node');
  writeFileSync(path.join(dist, '.env.json'), '{}');
  writeFileSync(
    path.join(dist, 'plugin.json'),
    JSON.stringify({
      id: 'some-app',
      type: 'app',
      name: 'Some',
      info: { version: '1.0.0', logos: { small: 'img/logo.svg', large: 'img/logo.svg' } },
      languages: ['en-US'],
      routes: [{ path: 'hub', url: '{{ .JsonData.hubUrl }}' }],
    })
  );
  return root;
}

/** A provisioning with one datasource `cube`, the app of `writePlugins` and a dashboard `board`. */
export function makeProvisioning(hubUrl: string): Provisioning {
  return {
    datasources: [
      datasourceSchema.parse({
        name: 'Cube',
        uid: 'cube',
        type: 'cube-datasource',
        isDefault: true,
        jsonData: { cubeApiUrl: 'http://inside' },
        secureJsonData: { cubeApiSecret: 'hidden-secret' },
      }),
    ],
    apps: [{ type: 'some-app', org_id: 1, disabled: false, jsonData: { hubUrl, shown: 'yes' }, secureJsonData: {} }],
    dashboards: [
      {
        model: dashboardSchema.parse({
          uid: 'board',
          title: 'Böard One',
          tags: ['hq'],
          panels: [{ id: 1, type: 'table' }],
          schemaVersion: 41,
        }),
        folder: 'Branchlight',
        folderUid: 'branchlight',
        fileName: 'board.json',
        updated: new Date(0),
      },
    ],
  };
}

/** A context of stand-ins; tests replace what they are about. */
export function makeContext(changes: Partial<ServerContext> = {}): ServerContext {
  const root = writePlugins();
  const provisioning = makeProvisioning('http://127.0.0.1:9');
  return {
    logger: createLogger('test', { level: 'error', write: () => undefined }),
    version: '0.0.0',
    sessionSecret: 's'.repeat(32),
    getPort: () => testPort,
    viewers: testDirectory,
    provisioning,
    readDashboards: () => provisioning.dashboards,
    plugins: new FolderPluginCatalog(path.join(root, 'plugins')),
    backend: new RecordingBackend(),
    getHealth: async () => ({ database: 'ok', cube: 'ok', hub: 'ok', datasource: 'ok', bank: 'test' }),
    getBank: async () => ({
      code: 'test',
      name: 'Test',
      currency: 'CZK',
      timeZone: 'Europe/Prague',
      calendar: 'CZ',
      firstDay: '1993-01-01',
      lastDay: '1994-03-31',
    }),
    getToday: async () => '1994-03-31',
    signHubIdentity: (login) => `signed:${login}`,
    hostFolder: path.join(root, 'host'),
    ...changes,
  };
}

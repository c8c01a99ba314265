import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expandText } from './expand-env';
import { readProvisionedDashboards, readProvisioning } from './read-provisioning';

describe('expandText', () => {
  it('replaces every form and keeps $$ as a dollar', () => {
    expect(expandText('$A-${B}-$__env{A}-$$A-5$', { A: '1', B: '$A' })).toBe('1-$A-1-$A-5$');
  });

  it('refuses what is not set', () => {
    expect(() => expandText('$MISSING', {})).toThrow('the environment variable MISSING is not set');
  });
});

describe('readProvisioning', () => {
  let folder: string;
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };

  beforeEach(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'bl-provisioning-')), 'provisioning');
  });
  afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

  it('reads datasources, apps and dashboards with the environment filled in', () => {
    write(
      'datasources/a.yml',
      'apiVersion: 1\ndatasources: [{name: Cube, uid: c, type: t, jsonData: {url: $URL, deep: [{x: "${URL}/y"} ]}, secureJsonData: {secret: $S}}]'
    );
    write('plugins/a.yaml', 'apiVersion: 1\napps: [{type: my-app, jsonData: {n: 1}}]');
    write('dashboards/a.yml', 'apiVersion: 1\nproviders: [{name: p, folder: Boards, options: {path: boards}}]');
    writeBoard('one.json', { uid: 'one' });
    const read = readProvisioning(folder, { URL: 'http://x', S: 's$cret' });
    expect(read.datasources).toMatchObject([
      {
        uid: 'c',
        access: 'proxy',
        jsonData: { url: 'http://x', deep: [{ x: 'http://x/y' }] },
        secureJsonData: { secret: 's$cret' },
      },
    ]);
    expect(read.apps).toMatchObject([{ type: 'my-app', disabled: false, jsonData: { n: 1 } }]);
    expect(read.dashboards).toMatchObject([
      { folder: 'Boards', model: { uid: 'one', title: 'T' }, fileName: 'one.json' },
    ]);
  });

  it('is empty without files', () => {
    expect(readProvisioning(folder, {})).toEqual({ datasources: [], apps: [], dashboards: [] });
  });

  it.each([
    [
      'datasources/a.yml',
      'apiVersion: 1\ndatasources: [{name: A, type: t, uid: "no/slash"}]',
      /a\.yml: datasources\.0\.uid: /,
    ],
    ['datasources/a.yml', 'apiVersion: 2', /a\.yml: apiVersion: /],
    ['datasources/a.yml', 'datasources: [', /a\.yml: /],
    [
      'datasources/a.yml',
      'apiVersion: 1\ndatasources: [{name: $NOPE}]',
      /a\.yml: datasources\[0\]\.name: .*NOPE is not set/,
    ],
    [
      'dashboards/a.yml',
      'apiVersion: 1\nproviders: [{name: p, options: {path: gone}}]',
      /gone: there is no such folder/,
    ],
    [
      'datasources/a.yml',
      'apiVersion: 1\ndatasources: [{name: A, type: t, uid: a}, {name: B, type: t, uid: a}]',
      /datasource uid "a" occurs twice/,
    ],
  ])('names file and field: %s %s', (file, text, message) => {
    write(file, text);
    expect(() => readProvisioning(folder, {})).toThrow(message);
  });

  it('reads dashboards again: one added, one changed', () => {
    write('dashboards/a.yml', 'apiVersion: 1\nproviders: [{name: p, options: {path: boards}}]');
    writeBoard('one.json', { uid: 'one' });
    expect(readProvisioning(folder, {}).dashboards).toHaveLength(1);
    writeBoard('one.json', { uid: 'one', title: 'Changed' });
    writeBoard('two.json', { uid: 'two' });
    expect(readProvisionedDashboards(folder, {})).toMatchObject([
      { model: { uid: 'one', title: 'Changed' } },
      { model: { uid: 'two' } },
    ]);
  });

  it('refuses a dashboard without panels', () => {
    write('dashboards/a.yml', 'apiVersion: 1\nproviders: [{name: p, options: {path: boards}}]');
    writeBoard('one.json', { panels: undefined });
    expect(() => readProvisioning(folder, {})).toThrow(/one\.json: panels: /);
  });

  function writeBoard(name: string, changes: Record<string, unknown>): void {
    const board = { uid: 'u', title: 'T', panels: [{ id: 1, type: 'table' }], schemaVersion: 41, ...changes };
    mkdirSync(path.join(path.dirname(folder), 'boards'), { recursive: true });
    writeFileSync(path.join(path.dirname(folder), 'boards', name), JSON.stringify(board));
  }
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readManifest } from './manifest';

const manifest = {
  id: 'branchlight-scorecard-panel',
  type: 'panel',
  name: 'Scorecard',
  info: {
    description: 'Tiles',
    author: { name: 'Branchlight' },
    logos: { small: 'img/logo.svg', large: 'img/logo.svg' },
    version: '%VERSION%',
    updated: '%TODAY%',
  },
  dependencies: { grafanaDependency: '>=13.0.0' },
};

describe('readManifest', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'manifest-'));
    mkdirSync(path.join(folder, 'src'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function read(content: unknown) {
    writeFileSync(
      path.join(folder, 'src', 'plugin.json'),
      typeof content === 'string' ? content : JSON.stringify(content)
    );
    return readManifest(folder);
  }

  it('takes a complete plugin.json', () => {
    expect(read(manifest)).toMatchObject({ id: 'branchlight-scorecard-panel', backend: false, languages: [] });
  });

  it('refuses an id that Grafana would read wrongly', () => {
    expect(() => read({ ...manifest, id: 'branchlight-score-card-panel' })).toThrow(
      /id: must be branchlight-<name>-<type>/
    );
    expect(() => read({ ...manifest, id: 'branchlight-scorecard-app' })).toThrow(/must end with its type "-panel"/);
  });

  it.each(['>=12.3.0', '*', '13'])('refuses to run on Grafana %s', (grafanaDependency) => {
    expect(() => read({ ...manifest, dependencies: { grafanaDependency } })).toThrow(
      /dependencies.grafanaDependency: must be ">=13.0.0" or newer/
    );
  });

  it('refuses a backend without an executable', () => {
    expect(() => read({ ...manifest, backend: true })).toThrow(/belong together/);
    expect(() => read({ ...manifest, executable: 'gpx_x' })).toThrow(/belong together/);
  });

  it('names the file when it is missing or no JSON', () => {
    expect(() => read('{')).toThrow(/plugin\.json is not JSON/);
    rmSync(path.join(folder, 'src', 'plugin.json'));
    expect(() => readManifest(folder)).toThrow(/plugin\.json is missing/);
  });
});

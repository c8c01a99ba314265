import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkBuiltPlugin, findCircles } from './check-built';

const version = '1.2.3';
const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];
const metadata = {
  type: 'datasource',
  id: 'branchlight-sample-datasource',
  name: 'Sample',
  backend: true,
  alerting: true,
  executable: 'gpx_sample',
  languages: ['en-US'],
  info: {
    description: 'Asks a sample for its figures',
    author: { name: 'Somebody' },
    keywords: ['sample'],
    logos: { small: 'img/logo.svg', large: 'img/logo.svg' },
    links: [],
    screenshots: [],
    version,
    updated: '2026-01-31',
  },
  dependencies: { grafanaDependency: '>=13.0.0', plugins: [] },
};

let dist: string;
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(dist, file)), { recursive: true });
  writeFileSync(path.join(dist, file), text);
};
const remove = (file: string) => rmSync(path.join(dist, file));
const describePlugin = (changed: object) => write('plugin.json', JSON.stringify({ ...metadata, ...changed }));

beforeEach(() => {
  dist = mkdtempSync(path.join(tmpdir(), 'bl-check-'));
  describePlugin({});
  write('module.js', 'define([], () => ({}))');
  write('module.js.map', '{}');
  write('README.md', `# Sample\n\n${'It shows figures. '.repeat(20)}`);
  write('CHANGELOG.md', '# Changes');
  cpSync(path.join(__dirname, '../../../../LICENSE'), path.join(dist, 'LICENSE'));
  write('img/logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>');
  write('locales/en-US/branchlight-sample-datasource.json', '{}');
  for (const platform of platforms) {
    write(`gpx_sample_${platform}`, '#!/usr/bin/env node');
    chmodSync(path.join(dist, `gpx_sample_${platform}`), 0o755);
  }
});
afterEach(() => rmSync(dist, { recursive: true }));

it('finds nothing wrong with a sound plugin', () => {
  expect(checkBuiltPlugin(dist, version)).toEqual([]);
});

const faults: Array<[string, () => void, RegExp]> = [
  ['no README', () => remove('README.md'), /^README.md is missing$/],
  ['no module', () => remove('module.js'), /^module.js is missing$/],
  ['broken metadata', () => write('plugin.json', '{'), /not JSON/],
  ['a misspelt field', () => describePlugin({ backnd: true }), /backnd/],
  [
    'an upper bound of Grafana',
    () => describePlugin({ dependencies: { grafanaDependency: '>=13.0.0 <14.0.0' } }),
    /upper bound/,
  ],
  [
    'a placeholder as version',
    () => describePlugin({ info: { ...metadata.info, version: '%VERSION%' } }),
    /info.version: is no version/,
  ],
  [
    'another version',
    () => describePlugin({ info: { ...metadata.info, version: '9.9.9' } }),
    /version 9.9.9, package.json 1.2.3/,
  ],
  [
    'a link without TLS',
    () => describePlugin({ info: { ...metadata.info, links: [{ name: 'a', url: 'http://x.example' }] } }),
    /info.links.0.url/,
  ],
  ['an id of another type', () => describePlugin({ type: 'app' }), /does not end with its type app/],
  [
    'a missing screenshot',
    () => describePlugin({ info: { ...metadata.info, screenshots: [{ name: 'a', path: 'img/a.png' }] } }),
    /img\/a.png, which is missing/,
  ],
  ['a missing language', () => describePlugin({ languages: ['es-ES'] }), /locales\/es-ES\/.* is missing/],
  ['a missing executable', () => remove('gpx_sample_linux_arm64'), /gpx_sample_linux_arm64 is missing/],
  [
    'an executable that does not run',
    () => chmodSync(path.join(dist, 'gpx_sample_linux_amd64'), 0o644),
    /linux_amd64 has no run bit/,
  ],
  [
    'alerting without backend',
    () => describePlugin({ backend: false, executable: undefined }),
    /alerting, which needs a backend/,
  ],
  ['an SVG with a script', () => write('img/logo.svg', '<svg onload="alert(1)"/>'), /logo.svg does more than draw/],
  ['a script without source map', () => write('7.js', ''), /7.js has no source map/],
  ['a tracker', () => write('module.js', 'load("https://www.googletagmanager.com/x")'), /names a tracker/],
  ['a secret file', () => write('.env', 'A=1'), /.env does not belong/],
  ['another licence', () => write('LICENSE', 'All rights reserved'), /not the Apache licence/],
  ['an empty README', () => write('README.md', '# Sample'), /too short/],
  ['words for developers', () => write('README.md', 'Run npm install. '.repeat(20)), /speaks of "npm"/],
  [
    'a link into the repository',
    () => write('README.md', 'See [this](../docs/x.md). '.repeat(20)),
    /links to ..\/docs\/x.md/,
  ],
];
it.each(faults)('finds %s', (_what, spoil, fault) => {
  spoil();
  expect(checkBuiltPlugin(dist, version).join('\n')).toMatch(fault);
});

it('finds plugins that need one another in a circle', () => {
  const plugins = [
    { id: 'a', needs: ['b'] },
    { id: 'b', needs: ['c'] },
    { id: 'c', needs: ['b'] },
  ];
  expect(findCircles(plugins)).toEqual(['b', 'c']);
  expect(findCircles([{ id: 'a', needs: ['b'] }])).toEqual([]);
});

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cubeQuerySchema } from '@branchlight/cube-contract';
import { findRepositoryRoot } from '@branchlight/runtime';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { z } from 'zod';

const folder = path.join(findRepositoryRoot(), 'provisioning');
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
const schemas = new Map(
  globSync('schemas/*.schema.json', { cwd: folder }).map((file) => [
    path.basename(file, '.schema.json'),
    ajv.compile(z.record(z.string(), z.unknown()).parse(JSON.parse(read(file)))),
  ])
);
const files = globSync('**/*.*', { cwd: folder })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => !file.startsWith('schemas/') && path.extname(file) !== '');

function read(file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

/** A dashboard's JSON, or a YAML file of the folder that Grafana reads it from. */
function findSchema(file: string): string {
  return file.endsWith('.json') ? 'dashboard' : path.posix.dirname(file);
}

function check(schema: string, value: unknown): string[] {
  const validate = schemas.get(schema);
  if (!validate) {
    return [`provisioning/schemas has no ${schema}.schema.json`];
  }
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`
  );
}

const parsed = (file: string): unknown => (file.endsWith('.json') ? JSON.parse(read(file)) : parse(read(file)));
const panelSchema: z.ZodType<Panel> = z.looseObject({
  id: z.number(),
  type: z.string(),
  targets: z.array(z.looseObject({ refId: z.string(), query: z.unknown() })).default([]),
  panels: z.lazy(() => z.array(panelSchema)).default([]),
});
interface Panel {
  id: number;
  type: string;
  targets: Array<{ refId: string; query?: unknown }>;
  panels: Panel[];
}
const dashboards = files.filter((file) => file.endsWith('.json'));
const panelsOf = (file: string) =>
  z
    .looseObject({ panels: z.array(panelSchema) })
    .parse(parsed(file))
    .panels.flatMap((panel) => [panel, ...panel.panels]);

it('there are files of every kind that Grafana needs', () => {
  expect(files.map(findSchema)).toEqual(expect.arrayContaining(['datasources', 'plugins', 'dashboards', 'dashboard']));
});

it.each(files)('%s is as its schema says', (file) => {
  expect(check(findSchema(file), parsed(file))).toEqual([]);
});

/** A variable stands for one of its values when the query is sent. */
function chooseGranularity(query: unknown): unknown {
  return JSON.parse(JSON.stringify(query).replaceAll(/"granularity":"\$[^"]+"/g, '"granularity":"month"'));
}

it.each(dashboards)('%s asks what the datasource takes', (file) => {
  const faults = panelsOf(file).flatMap(({ id, targets }) =>
    targets.flatMap(({ refId, query }) => {
      const result = cubeQuerySchema.safeParse(chooseGranularity(query));
      return result.success ? [] : [`panel ${id}, query ${refId}: ${result.error.message}`];
    })
  );
  expect(faults).toEqual([]);
});

it.each(dashboards)('%s uses only panels of this repository or of Grafana, and numbers each once', (file) => {
  const own = globSync('plugins/*/src/plugin.json', { cwd: path.dirname(folder) }).map(
    (manifest) =>
      z.object({ id: z.string() }).parse(JSON.parse(readFileSync(path.join(path.dirname(folder), manifest), 'utf8'))).id
  );
  const grafana = [
    'row',
    'text',
    'timeseries',
    'stat',
    'table',
    'barchart',
    'bargauge',
    'gauge',
    'piechart',
    'geomap',
    'heatmap',
    'histogram',
    'state-timeline',
    'xychart',
    'dashlist',
    'alertlist',
  ];
  const panels = panelsOf(file);
  expect(panels.map(({ type }) => type).filter((type) => !own.includes(type) && !grafana.includes(type))).toEqual([]);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

describe('the schemas', () => {
  const datasource = { name: 'A', uid: 'a', type: 'branchlight-cube-datasource', access: 'proxy' };

  it.each([
    ['datasources', { apiVersion: 1, datasources: [{ ...datasource, secureJsondata: {} }] }, /secureJsondata/],
    [
      'datasources',
      { apiVersion: 1, datasources: [{ ...datasource, secureJsonData: { key: 'in clear' } }] },
      /pattern/,
    ],
    ['datasources', { apiVersion: 2, datasources: [datasource] }, /apiVersion/],
    ['plugins', { apiVersion: 1, apps: [{ type: 'branchlight-command-panel' }] }, /pattern/],
    ['dashboards', { apiVersion: 1, providers: [{ name: 'a', type: 'file', options: { paths: '/' } }] }, /paths/],
    [
      'dashboard',
      { ...z.record(z.string(), z.unknown()).parse(parsed(dashboards[0] ?? '')), timezon: 'utc' },
      /timezon/,
    ],
    ['alerting', { apiVersion: 1, contactpoints: [] }, /contactpoints/],
  ])('of %s finds a fault', (schema, value, fault) => {
    expect(check(schema, value).join('\n')).toMatch(fault);
  });
});

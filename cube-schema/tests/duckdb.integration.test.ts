import { findRepositoryRoot } from '@branchlight/runtime';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestDatabase } from '../../warehouse/src/testing';
import { readLineage } from '../tools/lineage/lineage';
import { readModel } from '../tools/model/read-model';
import { compareEngines } from './support/compare-engines';
import { copyToDuckDb } from './support/copy-to-duckdb';
import { startCubeProcess, type CubeProcess, type CubeRow } from './support/cube-process';
import { createTestBank, readSubjects } from './support/test-bank';

// The same model over the same rows in two engines: every measure and dimension of every view has to come to the same.
const root = findRepositoryRoot();
const model = readModel(root);
const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-engines-'));
let database: TestDatabase;
let postgres: CubeProcess;
let duckdb: CubeProcess;

beforeAll(async () => {
  database = await createTestBank({ mart: 'derived', facts: readSubjects() });
  const { cubes } = await readLineage(root, model);
  const tables = new Set([...cubes.values()].flatMap(({ asks }) => asks));
  const file = path.join(folder, 'bank.duckdb');
  await copyToDuckDb(database.client, file, [...tables, 'mart.horizon', 'mart.checkpoint', 'ops.data_version']);
  [postgres, duckdb] = await Promise.all([
    startCubeProcess(database.url),
    startCubeProcess(database.url, { BRANCHLIGHT_CUBE_DUCKDB_FILE: file }),
  ]);
});
afterAll(async () => {
  await postgres?.stop();
  await duckdb?.stop();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const quarter = ['1990-11-15', '1991-02-20'];

/** Measures of the view, those that mean nothing across metrics only where the metric is asked for. */
function listMeasures(name: string): string[] {
  const view = model.views.find((each) => each.name === name);
  return (
    (view?.members ?? [])
      .filter((member) => model.cubes.get(member.cube)?.members.get(member.name)?.kind === 'measure')
      // Now is another moment in each answer.
      .filter((member) => member.name !== 'freshness_hours')
      .map((member) => member.name)
  );
}

interface Case {
  title: string;
  login?: string;
  dimensions?: string[];
  grain?: string;
  range?: string[];
  filters?: object[];
}

/** Dimensions without which measures of a view have no meaning. */
const needed: Record<string, string[]> = { targets: ['metric'], funnel: ['journey', 'step'] };

function listCases(name: string): Case[] {
  const members = model.views.find((each) => each.name === name)?.members ?? [];
  const dimensions = members
    .filter((member) => model.cubes.get(member.cube)?.members.get(member.name)?.kind === 'dimension')
    .map((member) => member.name)
    .filter((dimension) => dimension !== 'date');
  const hasDate = members.some((member) => member.name === 'date');
  const always = needed[name] ?? [];
  const byDimension = dimensions.map((dimension) => ({
    title: `by ${dimension}`,
    dimensions: [...new Set([...always, dimension])],
    ...(hasDate && { range: quarter }),
  }));
  if (!hasDate) {
    return [{ title: 'all', dimensions: always }, ...byDimension];
  }
  const place = dimensions.includes('outlet_code') ? [...always, 'outlet_code'] : [];
  return [
    { title: 'without a range', dimensions: always },
    ...byDimension,
    ...['day', 'week', 'month', 'quarter', 'year'].map((grain) => ({
      title: `by ${grain}`,
      dimensions: always,
      grain,
      range: grain === 'day' ? ['1990-12-25', '1991-01-05'] : ['1990-02-14', '1991-02-11'],
    })),
    { title: 'of a leap day and around it', dimensions: always, grain: 'day', range: ['1992-02-28', '1992-03-01'] },
    ...(place.length > 0
      ? ['region.R01', 'branch.B0101'].map((login) => ({
          title: `for ${login}`,
          login,
          dimensions: place,
          grain: 'month',
          range: quarter,
        }))
      : []),
    ...place.slice(-1).map((member) => ({
      title: 'of outlets by a part of their code',
      dimensions: place,
      range: quarter,
      filters: [{ member: `${name}.${member}`, operator: 'contains', values: ['B01'] }],
    })),
  ];
}

describe.each(model.views.map(({ name }) => name))('%s', (name) => {
  test('comes to the same in DuckDB and in Postgres', async () => {
    const measures = listMeasures(name);
    const faults: string[] = [];
    let rows = 0;
    for (const { title, login = 'hq.exec', dimensions = [], grain, range, filters } of listCases(name)) {
      const query = {
        measures: measures.map((measure) => `${name}.${measure}`),
        dimensions: dimensions.map((dimension) => `${name}.${dimension}`),
        timeDimensions: range
          ? [{ dimension: `${name}.date`, ...(grain && { granularity: grain }), dateRange: range }]
          : [],
        filters,
      };
      const [wanted, got] = await Promise.all([postgres.load(login, query), duckdb.load(login, query)]);
      rows += wanted.rows.length;
      faults.push(
        ...(got.error === wanted.error
          ? compareEngines(got.rows, wanted.rows, measures).slice(0, 3)
          : [`${got.error} instead of ${wanted.error}`]
        ).map((fault) => `${title}: ${fault}`)
      );
    }
    expect(faults).toEqual([]);
    expect(rows).toBeGreaterThan(0);
  });
});

test('a measure that has no value in one engine, or another one, is told', () => {
  const row = (value: CubeRow[string]): CubeRow[] => [{ outlet: 'B1', date: '2026-01-01T00:00:00.000', net: value }];
  expect(compareEngines(row('1.50'), row('1.5'), ['net'])).toEqual([]);
  expect(compareEngines(row(null), row('0'), ['net'])).toHaveLength(1);
  expect(compareEngines(row('1.51'), row('1.5'), ['net'])).toHaveLength(1);
  expect(compareEngines([], row('1.5'), ['net'])).toHaveLength(1);
  expect(compareEngines([{ ...row('1.5')[0], outlet: 'B2' }], row('1.5'), ['net'])).toHaveLength(1);
});

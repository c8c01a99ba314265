import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { findRepositoryRoot } from '@branchlight/runtime';
import { z } from 'zod';

const run = promisify(execFile);
const root = findRepositoryRoot();
const lineSchema = z.looseObject({ bench: z.string(), step: z.string() });

async function bench(...args: string[]) {
  const { stdout } = await run(
    process.execPath,
    [path.join(root, 'scripts/with-node.mjs'), 'tsx', path.join(root, 'bench/src/main.ts'), ...args],
    { cwd: root, maxBuffer: 16 * 1024 * 1024 }
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

test('backend asks the executable for all rows, in pages where they are too many for one query', async () => {
  const lines = await bench('backend', '--rows', '7,50003', '--callers', '1,2', '--seconds', '1');
  expect(lines.map(({ step, rows, callers, queries }) => [step, rows, callers, queries])).toEqual([
    ['machine', undefined, undefined, undefined],
    ...[7, 50_003].flatMap((rows) =>
      [1, 2].flatMap((callers) => ['distinct', 'equal'].map((kind) => ['query', rows, callers, kind]))
    ),
  ]);
  for (const { requests, queries_to_cube: loads, queries, rows } of lines.slice(1)) {
    expect(Number(requests)).toBeGreaterThan(0);
    if (queries === 'distinct') {
      // Every distinct query reaches Cube, once for each of its pages.
      expect(loads).toBe(Number(requests) * (rows === 7 ? 1 : 2));
    }
  }
});

test('start measures two starts, memory, pages and bundles of a small bank', async () => {
  const data = path.join(root, 'warehouse/src/loader/fixtures/pkdd99');
  const lines = await bench('start', '--skip', 'ci', '--bank', 'pkdd99', '--data', data, '--loads', '1');
  const steps = lines.map(({ step, load }) => (typeof load === 'string' ? `${step} ${load}` : step));
  expect(steps).toEqual([
    'machine',
    'first_start',
    'second_start',
    'memory_at_rest',
    ...['first', 'cold', 'warm'].map((load) => `command_center_painted ${load}`),
    'memory_after_pages',
    ...steps.filter((step) => step === 'bundle'),
  ]);
  expect(steps).toContain('bundle');
  const memory = lines.find(({ step }) => step === 'memory_at_rest');
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(memory?.by_role))).toEqual(
    expect.arrayContaining(['preview', 'cube', 'action hub', 'postgres', 'datasource backend', 'guardian'])
  );
}, 400_000);

test('an unknown bench shows which there are', async () => {
  await expect(bench('nothing')).rejects.toThrow(/no bench "nothing"[^]*start[^]*backend/);
});

test('semantic compares four ways to the same figures, and all of the board comes from rollups', async () => {
  const lines = await bench(
    ...['semantic', '--scale', '0.05', '--clients', '2', '--raw-clients', '2', '--seconds', '1']
  );
  expect(lines.map(({ step }) => step)).toContain('answers_equal');
  const rollups = lines.find(({ step }) => step === 'rollups');
  expect(rollups).toMatchObject({ queries: 20, hit_ratio: 1, misses: [] });
  expect(Number(rollups?.tables_mb)).toBeGreaterThan(0);
  expect(Number(rollups?.all_figures_seconds)).toBeGreaterThan(0);
  expect(lines.filter(({ step }) => step === 'board').map(({ layer, boards_are }) => [layer, boards_are])).toEqual([
    ['datasource', 'distinct'],
    ['datasource', 'equal'],
    ['datasource', 'new'],
    ['cube', 'distinct'],
    ['cube', 'equal'],
    ['cube', 'new'],
    ['rollups', 'distinct'],
    ['raw', 'distinct'],
  ]);
}, 300_000);

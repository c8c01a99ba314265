import { catalogueAnswerSchema } from '@branchlight/cube-contract';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestDatabase } from '../../warehouse/src/testing';
import { loadViewers } from '../../warehouse/src/viewers';
import { startCubeProcess, type CubeProcess } from './support/cube-process';
import { createTestBank } from './support/test-bank';

// People from an identity provider see what their groups say, and nothing once they have left them.
let database: TestDatabase;
let cube: CubeProcess;
const folder = mkdtempSync(path.join(tmpdir(), 'blrls-'));

beforeAll(async () => {
  database = await createTestBank();
  cube = await startCubeProcess(database.url);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
  rmSync(folder, { recursive: true });
});

async function load(people: string): Promise<void> {
  const [file, directory] = [path.join(folder, 'viewers.yml'), path.join(folder, 'people.csv')];
  writeFileSync(
    file,
    `bank: testbank\ngroups:\n  - { group: board, role: executive }\n  - { group: 'region-{unit}', role: region_manager }\n` +
      `  - { group: 'branch-{unit}', role: branch_manager }\n`
  );
  writeFileSync(directory, `login,name,groups\n${people}`);
  await loadViewers(database.client, { file, directory, dryRun: false, maxRemoved: 50 });
}

const listOutlets = async (login: string) => {
  const { status, rows } = await cube.load(login, {
    measures: ['outlets.outlets'],
    dimensions: ['outlets.outlet_code'],
  });
  return { status, outlets: rows.map((row) => String(row.outlet_code)).sort() };
};

test('scope follows the groups, and ends with them', async () => {
  await load('ana,Ana,board\nben,Ben,branch-B0101\ncem,Cem,region-R01\n');
  const everything = await listOutlets('ana');
  expect(everything.outlets.length).toBeGreaterThan(3);
  expect(await listOutlets('ben')).toEqual({ status: 200, outlets: ['B0101'] });
  const region = await listOutlets('cem');
  expect(region.outlets).toContain('B0101');
  expect(region.outlets.length).toBeLessThan(everything.outlets.length);
  expect(await listOutlets('dee')).toEqual({ status: 403, outlets: [] });

  await load('ana,Ana,board\nben,Ben,branch-B0203\ncem,Cem,\n');
  expect(await listOutlets('ana')).toEqual(everything);
  expect(await listOutlets('ben')).toEqual({ status: 200, outlets: ['B0203'] });
  expect(await listOutlets('cem')).toEqual({ status: 403, outlets: [] });
});

test('the catalogue tells everybody about the views of their group only, and when the tables were loaded', async () => {
  const read = async (login: string | { token: undefined }) => {
    const { status, text } = await cube.send(login, '/branchlight/v1/catalogue');
    return { status, answer: catalogueAnswerSchema.safeParse(JSON.parse(text)).data };
  };
  const whole = await read('hq.exec');
  expect(whole.status).toBe(200);
  expect(Object.keys(whole.answer?.views ?? {})).toEqual(expect.arrayContaining(['deposits', 'sources']));
  expect(whole.answer?.usage['deposits.balance_end']).toContainEqual({
    kind: 'board',
    title: 'Headquarters scorecard',
  });
  expect(Object.keys(whole.answer?.loadedAt ?? {})).toEqual(Object.keys(whole.answer?.tables ?? {}));
  const { rows } = await database.client.query<{ at: Date }>(
    `SELECT max(finished_at) AS at FROM ops.load_file WHERE status = 'loaded' AND table_name = 'transaction'`
  );
  expect(whole.answer?.loadedAt['core.transaction']).toBe(rows[0]?.at.toISOString());
  expect(whole.answer?.loadedAt['core.tier']).toBeNull();

  const branch = await read('branch.B0101');
  expect(Object.keys(branch.answer?.views ?? {})).toContain('deposits');
  expect(Object.keys(branch.answer?.views ?? {})).not.toContain('sources');
  expect(branch.answer?.tables).not.toHaveProperty(['ops.load_file']);
  expect(await read('nobody')).toMatchObject({ status: 403 });
  expect(await read({ token: undefined })).toMatchObject({ status: 403 });
});

import { type TestDatabase } from '../../warehouse/src/testing';
import { views as declared } from '../config/views.js';
import { startCubeProcess, type CubeProcess } from './support/cube-process';
import { makeFixtureModel, type FixtureModel } from './support/fixture-model';
import { listUndescribed, readMetaViews } from './support/named-members';
import { createTestBank } from './support/test-bank';

// Who customers are is for viewers with the right to it, on a view of this test's own with all policies that the check of the model asks for.
let model: FixtureModel;
let database: TestDatabase;
let cube: CubeProcess;

beforeAll(async () => {
  model = makeFixtureModel('people');
  database = await createTestBank({
    facts: `
      INSERT INTO core.customer_identity
      SELECT customer_code, 'Name of ' || customer_code, '+34 ' || customer_code, customer_code || '@example.org' FROM core.customer;
      INSERT INTO ops.viewer (login, role, unit_code, display_name, sees_personal_data) VALUES
        ('hq.granted', 'analyst', 'HQ', 'x', true), ('region.granted', 'region_manager', 'R01', 'x', true),
        ('branch.plain', 'branch_manager', 'B0101', 'x', false), ('staff.plain', 'staff', 'S010101', 'x', false);`,
  });
  cube = await startCubeProcess(database.url, {}, model.root);
});
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
  model?.remove();
});

const granted = ['hq.granted', 'region.granted', 'branch.B0101', 'staff.S010101'];
const plain = ['hq.exec', 'hq.analyst', 'region.R01', 'branch.plain', 'staff.plain'];
const marked = ['people.name', 'people.phone'];
const condition: Record<string, string> = {
  hq: 'true',
  region: `c.outlet_code IN ('B0101', 'B0102', 'B0103')`,
  branch: `c.outlet_code = 'B0101'`,
  staff: `c.staff_code = 'S010101'`,
};

test.each(granted)('%s gets names within the own rows, and only those', async (login) => {
  const { rows } = await cube.load(login, {
    dimensions: ['people.name', 'people.phone', 'people.email', 'people.customer_code'],
  });
  const { rows: expected } = await database.client.query(
    `SELECT full_name AS name, phone, email, customer_code FROM core.customer c JOIN core.customer_identity USING (customer_code)
     WHERE ${condition[login.split('.')[0] ?? '']} ORDER BY 1`
  );
  expect(expected.length).toBeGreaterThan(1);
  expect(rows.map((row) => JSON.stringify(row)).sort()).toEqual(expected.map((row) => JSON.stringify(row)).sort());
  const alone = await cube.load(login, { dimensions: ['people.name'] });
  expect(alone.rows).toHaveLength(expected.length);
  const first = await cube.load(login, { measures: ['people.first_name', 'people.people'] });
  expect(first.rows).toEqual([{ first_name: expected[0].name, people: String(expected.length) }]);
});

describe.each(plain)('%s', (login) => {
  test.each(marked)('is refused %s in every place', async (member) => {
    const measures = ['people.people'];
    const filter = { member, operator: 'startsWith', values: ['Name'] };
    const queries = [
      { dimensions: [member] },
      { measures: ['people.first_name'] },
      { measures, dimensions: [member] },
      { measures, dimensions: [`${member}.day`] },
      { measures, timeDimensions: [{ dimension: member }] },
      { measures, filters: [filter] },
      { measures, filters: [{ dimension: member, operator: 'set' }], total: true },
      { measures, filters: [{ or: [filter, { and: [{ member: 'people.segment', operator: 'set' }, filter] }] }] },
      { measures, filters: [{ member: 'people.first_name', operator: 'gt', values: ['A'] }] },
      { dimensions: ['people.customer_code'], order: [[member, 'asc']] },
      { dimensions: ['people.customer_code', member], order: { [member]: 'asc' }, limit: 1 },
    ];
    for (const query of queries) {
      for (const route of ['/cubejs-api/v1/load', '/cubejs-api/v1/sql']) {
        const answer = await cube.send(login, route, { method: 'POST', body: JSON.stringify({ query }) });
        expect({ query, status: [400, 403].includes(answer.status), rows: answer.rows }).toEqual({
          query,
          status: true,
          rows: [],
        });
        expect(answer.text).not.toMatch(/Name of|\+34|full_name/);
      }
    }
    const { error } = await cube.load(login, queries[0]);
    expect(error).toMatch(`${member} tells who a customer is`);
  });

  test("is kept from it by the view's policy as well, where the guard knows nothing", async () => {
    const measures = ['people.people'];
    for (const query of [
      { dimensions: ['people.email'] },
      { measures, dimensions: ['people.email'] },
      ...['@', 'C1@', 'nobody'].map((value) => ({
        measures,
        filters: [{ member: 'people.email', operator: 'contains', values: [value] }],
      })),
    ]) {
      const { status, rows, text } = await cube.load(login, query);
      const found = rows.flatMap((row) => Object.values(row)).filter((value) => value !== null);
      expect({ query, found, isRefused: status >= 400 }).toEqual({
        query,
        found: [],
        isRefused: !('filters' in query),
      });
      expect(text).not.toContain('@example');
    }
  });

  test('gets all the rest, within the own rows', async () => {
    const answer = await cube.load(login, {
      measures: ['people.people'],
      dimensions: ['people.segment', 'people.customer_code'],
    });
    const { rows } = await database.client.query(
      `SELECT count(*)::integer AS count FROM core.customer c WHERE ${condition[login.split('.')[0] ?? '']}`
    );
    expect(answer.rows).toHaveLength(rows[0].count);
  });
});

test('the model tells of them only whom they are for', async () => {
  const listMembers = async (login: string) => {
    const { text } = await cube.send(login, '/cubejs-api/v1/meta');
    return [...text.matchAll(/"name":"people\.([a-z_]+)"/g)].map(([, name]) => name).sort();
  };
  const open = ['customer_code', 'outlet_code', 'people', 'region_code', 'segment', 'staff_code'];
  for (const login of plain) {
    expect([login, await listMembers(login)]).toEqual([login, open]);
  }
  for (const login of granted) {
    expect([login, await listMembers(login)]).toEqual([
      login,
      [...open, 'email', 'first_name', 'name', 'phone'].sort(),
    ]);
  }
});

test.each([...plain, ...granted])(
  'the model names no member that it keeps from %s, not in a way down either',
  async (login) => {
    const views = new Set([...Object.keys(declared), 'people']);
    const { text } = await cube.send(login, '/cubejs-api/v1/meta');
    expect(listUndescribed(text, views)).toEqual([]);
    const open = readMetaViews(text).filter(({ name }) => name !== 'people');
    expect(open.length).toBeGreaterThan(4);
    expect(open.filter(({ hierarchies }) => hierarchies.length === 0).map(({ name }) => name)).toEqual([]);
    const measures = open.flatMap((view) => view.measures);
    expect(measures.filter(({ drillMembers }) => drillMembers.length === 0).map(({ name }) => name)).toEqual([]);
  }
);

test('every member of a view is in one of the folders that the model describes', async () => {
  const { cubes } = JSON.parse((await cube.send('hq.exec', '/cubejs-api/v1/meta')).text);
  const contacts = cubes.find(({ name }: { name: string }) => name === 'contacts');
  expect(contacts.folders.map(({ name }: { name: string }) => name)).toEqual([
    'Figures',
    'Organisation',
    'Time',
    'Details',
  ]);
  const inFolders = contacts.folders.flatMap(({ members }: { members: string[] }) => members);
  const members = [...contacts.measures, ...contacts.dimensions].map(({ name }: { name: string }) => name);
  expect(inFolders.sort()).toEqual(members.sort());
});

test('viewers with and without the right share no answer', async () => {
  const keys = await Promise.all(
    [
      'hq.exec',
      'hq.granted',
      'branch.B0101',
      'branch.plain',
      'staff.S010101',
      'staff.plain',
      'region.R01',
      'region.granted',
    ].map(async (login) => JSON.parse((await cube.send(login, '/branchlight/v1/viewer')).text).scopeKey)
  );
  expect(new Set(keys).size).toBe(keys.length);
});

import { readViewAccess } from '../config/view-access.js';
import { type TestDatabase } from '../../warehouse/src/testing';
import { readAttackedModel, type AttackedModel } from './support/attack/attacked-model';
import { changeOutside, listForeign, type Scope } from './support/attack/change-outside';
import { sendAttacks, type Reaction } from './support/attack/send-attacks';
import { writeAttacks, type Attack } from './support/attack/write-attacks';
import { startCubeProcess, type CubeProcess } from './support/cube-process';
import { createTestBank, readFixture } from './support/test-bank';

// Thousands of drawn requests as everybody who does not see everything. No row may hold what is beyond the scope, and no answer may change when
// everything beyond the scope does. ATTACKS=5000 sends more, ATTACK_SEED=2 others.
const count = Number(process.env.ATTACKS ?? 700);
const seed = Number(process.env.ATTACK_SEED ?? 1);
const patience = 60_000 + count * 200;

/** From the widest: what is changed beyond one scope is beyond the following ones too. */
const scopes: Array<{ login: string; group: string; scope: Scope }> = [
  {
    login: 'region.R01',
    group: 'region',
    scope: { units: `region = 'R01'`, customers: `c.outlet_code IN ('B0101', 'B0102', 'B0103')` },
  },
  {
    login: 'branch.B0101',
    group: 'branch',
    scope: { units: `outlet = 'B0101'`, customers: `c.outlet_code = 'B0101'` },
  },
  {
    login: 'staff.S010101',
    group: 'staff',
    scope: { units: `staff = 'S010101'`, customers: `c.staff_code = 'S010101'` },
  },
];
const access = readViewAccess();
const listOpen = (group: string) => Object.keys(access).filter((view) => access[view]?.groups.includes(group));

let database: TestDatabase;
let cube: CubeProcess;
let model: AttackedModel;
let ofHeadquarters: { attacks: Attack[]; before: Reaction[] };

beforeAll(async () => {
  database = await createTestBank({ mart: 'derived', facts: readFixture('sales.sql') });
  await database.client.query(
    `INSERT INTO ops.viewer (login, role, unit_code, display_name, sees_personal_data) VALUES ('hq.all', 'executive', 'HQ', 'All', true)`
  );
  cube = await startCubeProcess(database.url);
  model = await readAttackedModel(cube);
  const attacks = writeAttacks(model, listOpen('hq'), seed, Math.ceil(count / 3));
  ofHeadquarters = { attacks, before: await sendAttacks(cube, 'hq.all', attacks) };
}, patience);
afterAll(async () => {
  await cube?.stop();
  await database?.drop();
});

function listFailures(attacks: readonly Attack[], reactions: readonly Reaction[]) {
  return reactions.flatMap(({ status, text }, index) =>
    status >= 500 ? [{ attack: attacks[index], status, text: text.slice(0, 500) }] : []
  );
}

test('the requests reach the figures: many of headquarters are answered with rows, none is crashed on', () => {
  const { attacks, before } = ofHeadquarters;
  expect(before.filter(({ rows }) => rows.length > 0).length).toBeGreaterThan(attacks.length / 4);
  expect(listFailures(attacks, before).slice(0, 3)).toEqual([]);
});

describe.each(scopes)('$login', ({ login, group, scope }) => {
  let attacks: Attack[];
  let before: Reaction[];
  beforeAll(async () => {
    attacks = writeAttacks(model, listOpen(group), seed, count);
    before = await sendAttacks(cube, login, attacks);
  }, patience);

  test('is answered, with rows or a refusal', () => {
    expect(listFailures(attacks, before).slice(0, 3)).toEqual([]);
    expect(before.filter(({ rows }) => rows.length > 0).length).toBeGreaterThan(attacks.length / 10);
  });

  test('gets no row of others', async () => {
    const foreign = await listForeign(database, scope);
    expect(foreign.size).toBeGreaterThan(20);
    const found = before.flatMap(({ rows }, index) => {
      const values = rows.flatMap((row) => Object.values(row)).filter((value) => foreign.has(String(value)));
      return values.length > 0 ? [{ attack: attacks[index], values: values.slice(0, 5) }] : [];
    });
    expect(found.slice(0, 3)).toEqual([]);
  });

  test(
    'gets the same answers, byte by byte, when everything of others has changed',
    async () => {
      await changeOutside(database, scope);
      // Cube looks for a new version of the data every two seconds.
      await new Promise((resolve) => setTimeout(resolve, 2500));
      const after = await sendAttacks(cube, login, attacks);
      const changed = before.flatMap((reaction, index) =>
        reaction.text === after[index]?.text && reaction.status === after[index]?.status
          ? []
          : [{ attack: attacks[index], before: summarise(reaction), after: summarise(after[index]) }]
      );
      expect(changed.slice(0, 3)).toEqual([]);
    },
    patience
  );
});

test(
  'headquarters see that all this has changed',
  async () => {
    const { attacks, before } = ofHeadquarters;
    const after = await sendAttacks(cube, 'hq.all', attacks);
    const answered = before.flatMap(({ rows, text }, index) => (rows.length > 0 ? [text !== after[index]?.text] : []));
    expect(answered.filter(Boolean).length).toBeGreaterThan(answered.length / 3);
  },
  patience
);

test.each([
  ['nobody', 403],
  ['odd.manager', 403],
])(
  '%s gets nothing at all',
  async (login, status) => {
    const { attacks } = ofHeadquarters;
    const statuses = (await sendAttacks(cube, login, attacks)).map((reaction, index) => {
      expect(reaction.rows).toEqual([]);
      return attacks[index]?.route === '/cubejs-api/v1/load' ? reaction.status : status;
    });
    expect([...new Set(statuses)]).toEqual([status]);
  },
  patience
);

function summarise(reaction: Reaction | undefined) {
  return { status: reaction?.status, rows: reaction?.rows.slice(0, 5), text: reaction?.text.slice(-400) };
}

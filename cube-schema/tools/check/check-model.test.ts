import { findRepositoryRoot } from '@branchlight/runtime';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatFault } from '../fault';
import { checkModel } from './check-model';

const repository = findRepositoryRoot();
const parts = ['model', 'model-texts', 'config', 'tests'];
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'branchlight-model-'));
  for (const part of parts) {
    cpSync(path.join(repository, 'cube-schema', part), path.join(root, 'cube-schema', part), { recursive: true });
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const views = 'cube-schema/model/views';
const cubes = 'cube-schema/model/cubes';

/** Replaces a text, which must be there, and answers with the number of its line. */
function edit(file: string, from: string | RegExp, to: string): number {
  const target = path.join(root, file);
  const text = readFileSync(target, 'utf8');
  const start = text.search(typeof from === 'string' ? from.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&') : from);
  expect([file, start]).not.toEqual([file, -1]);
  writeFileSync(
    target,
    text.replace(from, () => to)
  );
  return text.slice(0, start).split('\n').length;
}

async function findFaults(): Promise<string[]> {
  return (await checkModel(root)).map(formatFault);
}

describe('the check of the model', () => {
  test('names file and line of a member without a description', async () => {
    const line = edit(`${views}/deposits.yml`, '- name: credits', '- name: credits');
    edit(`${views}/deposits.yml`, /^ +description: Amounts booked in favour .*\n/m, '');
    expect(await findFaults()).toContainEqual(
      expect.stringMatching(new RegExp(`^${views}/deposits\\.yml:${line}: deposits\\.credits has no description`))
    );
  });

  test('names the line of a measure without a unit, in JavaScript and in YAML', async () => {
    edit(`${cubes}/card-period.js`, 'unit: `currency`,', '');
    const script = edit(`${cubes}/card-period.js`, '    spend: {', '    spend: {');
    edit(`${cubes}/last-load.yml`, 'unit: hours', 'unit: days_of_work');
    const yaml = edit(`${cubes}/last-load.yml`, '- name: freshness_hours', '- name: freshness_hours');
    const faults = await findFaults();
    expect(faults).toContainEqual(
      expect.stringMatching(
        new RegExp(`^${cubes}/card-period\\.js:${script}: the measure card_period\\.spend: meta\\.unit must be one of`)
      )
    );
    expect(faults).toContainEqual(
      expect.stringMatching(
        new RegExp(`^${cubes}/last-load\\.yml:${yaml}: the measure last_load\\.freshness_hours: meta\\.unit`)
      )
    );
  });

  test('names members in no folder, in two, in a wrong one, and folders of other names', async () => {
    const line = edit(`${views}/contacts.yml`, '- name: purpose', '- name: purpose');
    edit(`${views}/contacts.yml`, '[channel, disposition, purpose]', '[channel, disposition, date]');
    const folder = edit(`${views}/cards.yml`, '- name: Product', '- name: Things');
    edit(`${views}/cards.yml`, 'includes: [date]', 'includes: [date, nothing]');
    edit('cube-schema/model-texts/es-ES.yml', /^ {2}Time: Tiempo\n/m, '');
    const faults = await findFaults();
    const remedy = 'Remedy: put it into one of';
    expect(faults).toContain(
      `${views}/contacts.yml:${line}: contacts.purpose is in no folder. ${remedy} Customer, Product, Time, Details.`
    );
    expect(faults).toContainEqual(expect.stringContaining(`contacts.date is in Time, Details. ${remedy} Time.`));
    expect(faults).toContainEqual(
      expect.stringMatching(new RegExp(`^${views}/cards\\.yml:${folder}: the view cards has an odd folder Things`))
    );
    expect(faults).toContainEqual(expect.stringContaining('the folder Time names nothing, which cards has not.'));
    expect(faults).toContainEqual(expect.stringContaining('es-ES.yml:1: the folder Time has no name.'));
  });

  test('names a view without the policy of a group, and a policy that lets all rows through', async () => {
    edit(`${views}/cards.yml`, /- group: branch\n[^-]*filters:\n[^-]*- member[^-]*$/, '');
    const line = edit(
      `${views}/loans.yml`,
      /- group: region\n\s+row_level:\n\s+filters:\n\s+- member: region_code\n.*\n.*\n/,
      '- group: region\n        row_level:\n          allow_all: true\n'
    );
    const faults = await findFaults();
    expect(faults).toContainEqual(
      `${views}/cards.yml:2: the view cards has no policy for branch: they would see nothing.`
    );
    expect(faults).toContainEqual(
      expect.stringMatching(
        new RegExp(`^${views}/loans\\.yml:${line}: the policy of loans for region does not hold it to its own rows`)
      )
    );
  });

  test('names a policy for staff that the view cannot hold to their own rows, and a filter of its own', async () => {
    edit(`${views}/cards.yml`, '- group: branch', '- group: staff');
    const line = edit(`${views}/targets.yml`, '- group: staff', '- group: staff');
    edit(`${views}/targets.yml`, '{ securityContext.staffCode }', '{ securityContext.outletCode }');
    const faults = (await findFaults()).join('\n');
    expect(faults).toMatch(/the policy of cards for staff is of no group that this view is for/);
    expect(faults).toMatch(
      new RegExp(`targets\\.yml:${line}: the policy of targets for staff does not hold it to its own`)
    );
  });

  test('names members that tell who a customer is without saying so, and policies that give them to everybody', async () => {
    const name = `          - name: phone\n            title: Phone\n            description: Phone number of the customer\n`;
    edit(`${views}/customers.yml`, '          - name: tier\n', `${name}          - name: tier\n`);
    expect((await findFaults()).join('\n')).toMatch(/customers\.yml:\d+: phone seems to tell who a customer is/);
    edit(
      `${views}/customers.yml`,
      'description: Phone number of the customer\n',
      'description: Phone number of the customer\n            meta: { role: category, owner: Customers, personal: true }\n'
    );
    const faults = (await findFaults()).join('\n');
    for (const group of ['hq', 'region', 'branch']) {
      expect(faults).toMatch(new RegExp(`the policy of customers for ${group} does not keep back .*"phone"`));
      expect(faults).toMatch(new RegExp(`the view customers has no policy for ${group}_personal`));
    }
    const rows = 'row_level:\n          allow_all: true\n';
    edit(
      `${views}/customers.yml`,
      `- group: hq\n        ${rows}`,
      `- group: hq\n        member_level: { excludes: [phone] }\n        ${rows}      - group: hq_personal\n        ${rows}`
    );
    expect((await findFaults()).join('\n')).not.toMatch(/customers for hq|policy for hq_personal/);
  });

  test('names a group that does not exist, a policy that is there twice and a view that nobody declared', async () => {
    edit(`${views}/cards.yml`, '- group: region', '- group: everybody');
    edit(`${views}/loans.yml`, '- group: region', '- group: branch');
    edit('cube-schema/config/views.js', /^ {2}cards: .*\n/m, '');
    const faults = (await findFaults()).join('\n');
    expect(faults).toMatch(/for everybody is of no group that this view is for/);
    expect(faults).toMatch(/the policy of loans for branch is there twice/);
    expect(faults).toMatch(/cards\.yml:2: the view cards is not in cube-schema\/config\/views\.js/);
  });

  test('names a measure without an oracle test, and a test of what is no measure', async () => {
    edit('cube-schema/tests/queries.integration.test.ts', `'freshness_hours'`, `'age_hours'`);
    const line = edit(`${views}/sources.yml`, '- name: freshness_hours', '- name: freshness_hours');
    const faults = await findFaults();
    expect(faults).toContainEqual(
      expect.stringMatching(new RegExp(`^${views}/sources\\.yml:${line}: sources\\.freshness_hours has no oracle test`))
    );
    expect(faults.join('\n')).toMatch(
      /queries\.integration\.test\.ts:\d+: covers sources\.age_hours, which is no measure/
    );
  });

  test('names members of a cube that nothing uses, but not those that the configuration uses', async () => {
    const line = edit(
      `${cubes}/outlet-period.js`,
      '  dimensions: {\n',
      '  dimensions: {\n    street: { sql: `street`, type: `string` },\n'
    );
    expect(await findFaults()).toEqual([
      expect.stringMatching(
        new RegExp(`^${cubes}/outlet-period\\.js:${line + 1}: the dimension outlet_period\\.street is unused`)
      ),
    ]);
  });

  test('names a view’s member that its cube lacks, and one that it hides', async () => {
    edit(`${cubes}/outlet-period.js`, 'latitude: {', 'northing: {');
    edit(`${cubes}/outlet-period.js`, 'longitude: { sql: `longitude`', 'longitude: { public: false, sql: `longitude`');
    const faults = (await findFaults()).join('\n');
    expect(faults).toMatch(/outlets\.yml:\d+: outlets\.latitude is no member of the cube outlet_period/);
    expect(faults).toMatch(/outlets\.yml:\d+: outlets\.longitude is hidden/);
  });

  test('names texts that a language lacks, has in English, or has of nothing', async () => {
    edit('cube-schema/model-texts/es-ES.yml', /^ {6}npl_share:\n(?: {8}.*\n)+/m, '');
    const copy = edit(`${views}/loans.yml`, '- name: principal', '- name: principal');
    edit(
      'cube-schema/model-texts/zh-Hans.yml',
      /( {6}principal:\n {8}title: ).*/,
      '      principal:\n        title: Loan principal'
    );
    const surplus = edit(
      'cube-schema/model-texts/zh-Hans.yml',
      /^ {6}principal:\n/m,
      '      profit:\n        title: 利润\n        description: 利润\n      principal:\n'
    );
    const faults = (await findFaults()).join('\n');
    expect(faults).toMatch(/loans\.yml:\d+: loans\.npl_share has no texts in es-ES/);
    expect(faults).toMatch(new RegExp(`loans\\.yml:${copy}: loans\\.principal has its title in zh-Hans in English`));
    expect(faults).toMatch(
      new RegExp(`zh-Hans\\.yml:${surplus}: views\\.loans\\.members\\.profit is not in the model`)
    );
  });

  test('names SQL of one engine', async () => {
    const line = edit(
      `${cubes}/loan-period.js`,
      "${matches('n.needs', ',new_(loans|principal),')}",
      "n.needs ~ ',new_'"
    );
    expect(await findFaults()).toEqual([
      expect.stringMatching(new RegExp(`^${cubes}/loan-period\\.js:${line}: "~ '" is SQL of one engine.*matches`)),
    ]);
  });

  test('names the line of a file that is no YAML, and a cube that cannot be run', async () => {
    edit(`${views}/cards.yml`, '    title: Cards', '    title: "Cards');
    edit(`${cubes}/loan-period.js`, `'../config/cells.js'`, `'../config/gone.js'`);
    const faults = (await findFaults()).join('\n');
    expect(faults).toMatch(/views\/cards\.yml:\d+: .*not valid YAML/);
    expect(faults).toMatch(/cubes\/loan-period\.js:1: .*gone\.js/);
  });
});

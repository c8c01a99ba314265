import { findRepositoryRoot } from '@branchlight/runtime';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatFault } from '../fault';
import { readModel } from '../model/read-model';
import { checkDrill } from './check-drill';
import { checkTexts } from './check-texts';

const repository = findRepositoryRoot();
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'branchlight-drill-'));
  for (const part of ['model', 'model-texts', 'config']) {
    cpSync(path.join(repository, 'cube-schema', part), path.join(root, 'cube-schema', part), { recursive: true });
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const views = 'cube-schema/model/views';
const cubes = 'cube-schema/model/cubes';
const texts = 'cube-schema/model-texts';

/** Replaces a text, which must be there. */
function edit(file: string, from: string | RegExp, to: string): void {
  const target = path.join(root, file);
  const text = readFileSync(target, 'utf8');
  const changed = text.replace(from, () => to);
  expect([file, changed === text]).toEqual([file, false]);
  writeFileSync(target, changed);
}

const lineOf = (file: string, text: string) =>
  readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;
const listFaults = () => checkDrill(readModel(root)).map(formatFault);

test('the model as it is has none', () => expect(listFaults()).toEqual([]));

test('a view with regions and outlets has the hierarchy of them, down to staff where it knows them', () => {
  edit(`${views}/cards.yml`, /^ +- name: geography\n/m, '');
  edit(
    `${cubes}/contact-period.js`,
    'levels: [region_code, outlet_code, staff_code]',
    'levels: [region_code, outlet_code]'
  );
  const line = lineOf(`${cubes}/card-period.js`, 'geography:');
  expect(listFaults()).toEqual([
    `${cubes}/card-period.js:${line}: the hierarchy card_period.geography is unused: no view includes it. Remedy: include it in one, or remove it.`,
    `${views}/cards.yml:2: the view cards has regions and outlets but not the hierarchy geography. Remedy: declare it in the cube with the levels region_code, outlet_code, and include it.`,
    `${cubes}/contact-period.js:${lineOf(`${cubes}/contact-period.js`, 'geography:')}: the hierarchy contacts.geography goes down by region_code, outlet_code. Remedy: region_code, outlet_code, staff_code.`,
  ]);
});

test('levels are dimensions of the cube that the view includes, at least two, each once', () => {
  edit(
    `${cubes}/rate-period.js`,
    'levels: [currency, product, term_months, bank]',
    'levels: [currency, rate, currency]'
  );
  edit(`${cubes}/last-load.yml`, 'levels: [domain, source, table_name]', 'levels: [domain]');
  edit(`${views}/funnel.yml`, /^ +- name: app_version\n(?: {12}.*\n)+/m, '');
  const faults = listFaults();
  const rates = `${cubes}/rate-period.js:${lineOf(`${cubes}/rate-period.js`, 'offer_terms:')}: the hierarchy rate_period.offer_terms`;
  expect(faults).toContain(`${rates} names rate, which is no dimension of the cube.`);
  expect(faults).toContain(`${rates} names currency twice.`);
  expect(faults).toContainEqual(
    expect.stringMatching(
      new RegExp(
        `^${cubes}/last-load\\.yml:${lineOf(`${cubes}/last-load.yml`, '- name: data_sources')}: .* fewer than two levels`
      )
    )
  );
  expect(faults).toContainEqual(
    expect.stringMatching(
      new RegExp(
        `^${views}/funnel\\.yml:${lineOf(`${views}/funnel.yml`, '- name: app_versions')}: .* level app_version, which the view does not include`
      )
    )
  );
});

test('every measure has drill members, each once, of its view and no time', () => {
  edit(`${cubes}/card-period.js`, / +drillMembers: .*\n/, '');
  edit(
    `${cubes}/customer-profile.js`,
    /(?<=drillMembers: )\[[^\]]*\]/,
    '[region_code, outlet_code, tier, tier, as_of]'
  );
  edit(`${cubes}/last-load.yml`, /(?<=drill_members: )\[.*\]/, '[domain, file_name]');
  const faults = listFaults();
  const profile = `${cubes}/customer-profile.js:${lineOf(`${cubes}/customer-profile.js`, '    customers: {')}: the measure customer_360.customers drills down to`;
  expect(faults).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        new RegExp(
          `^${cubes}/card-period\\.js:${lineOf(`${cubes}/card-period.js`, '    cards: {')}: the measure cards\\.cards has no drill members`
        )
      ),
      `${profile} tier twice.`,
      `${profile} the time as_of, which has periods of its own. Remedy: take it out.`,
      expect.stringMatching(
        new RegExp(
          `^${cubes}/last-load\\.yml:${lineOf(`${cubes}/last-load.yml`, '- name: rows_loaded')}: .* to file_name, which is no dimension of the view`
        )
      ),
    ])
  );
});

test('nothing that a policy keeps back is a level or a drill member: Cube names both to everybody', () => {
  edit(`${cubes}/customer-profile.js`, 'customer_code,\n', 'phone,\n');
  edit(
    `${cubes}/customer-profile.js`,
    'hierarchies: {',
    'hierarchies: {\n    reach: { title: `Reach`, levels: [phone, customer_code] },'
  );
  edit(
    `${views}/customer_360.yml`,
    '          - name: geography\n',
    '          - name: geography\n          - name: reach\n'
  );
  const faults = listFaults();
  expect(faults).toContainEqual(
    expect.stringMatching(/customer-profile\.js:\d+: .* drills down to phone, which a policy keeps back/)
  );
  expect(faults).toContainEqual(
    expect.stringMatching(
      new RegExp(
        `^${views}/customer_360\\.yml:${lineOf(`${views}/customer_360.yml`, '- name: reach')}: .*level phone, which a policy keeps back`
      )
    )
  );
});

test('a level is reached over those above it, and regions and outlets always are', () => {
  edit(`${cubes}/funnel-period.js`, 'drillMembers: [journey, step,', 'drillMembers: [step,');
  edit(
    `${cubes}/loan-period.js`,
    'drillMembers: [region_code, region, outlet_code, outlet,',
    'drillMembers: [region_code, region,'
  );
  expect(listFaults()).toEqual([
    `${cubes}/funnel-period.js:${lineOf(`${cubes}/funnel-period.js`, '    sessions: {')}: the measure funnel.sessions drills down journey_steps by step. Remedy: name its levels from the first on: journey, step.`,
    `${cubes}/loan-period.js:${lineOf(`${cubes}/loan-period.js`, '    loans: {')}: the measure loans.loans drills down geography by region_code. Remedy: name its levels from the first on: region_code, outlet_code.`,
  ]);
});

test('a hierarchy that no measure goes down is told', () => {
  const path = 'hierarchies: {\n    states: { title: `Status`, levels: [unit, period_kind] },';
  edit(`${cubes}/target-progress.js`, 'hierarchies: {', path);
  edit(
    `${views}/targets.yml`,
    '          - name: geography\n',
    '          - name: geography\n          - name: states\n'
  );
  expect(listFaults()).toEqual([
    `${views}/targets.yml:${lineOf(`${views}/targets.yml`, '- name: states')}: the hierarchy targets.states is a way that no measure goes down. Remedy: name its levels in drill members, or leave it out.`,
  ]);
});

test('hierarchies have one title for a name, in every language', () => {
  edit(`${cubes}/loan-period.js`, 'title: `Organisation`', 'title: `Network`');
  edit(`${texts}/es-ES.yml`, /^ {2}offer_terms: .*\n/m, '');
  edit(`${texts}/zh-Hans.yml`, /^ {2}geography: .*$/m, '  geography: Organisation\n  people: 人员');
  expect(listFaults()).toContainEqual(
    expect.stringMatching(/loan-period\.js:\d+: the hierarchy geography has another title than in cube-schema/)
  );
  const faults = checkTexts(root, readModel(root)).map(formatFault);
  expect(faults).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/rate-period\.js:\d+: the hierarchy offer_terms has no title in es-ES/),
      expect.stringMatching(/\.js:\d+: the hierarchy geography has its title in zh-Hans in English/),
      `${texts}/zh-Hans.yml:${lineOf(`${texts}/zh-Hans.yml`, 'people: 人员')}: hierarchies.people is not in the model. Remedy: remove it.`,
    ])
  );
});

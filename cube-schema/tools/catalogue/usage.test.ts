import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readUsage } from './usage';

const members = new Set(['deposits.credits', 'deposits.debits', 'loans.loans', 'targets.score']);
let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'branchlight-usage-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

const titles = (member: string) =>
  (readUsage(root, members).get(member) ?? []).map(({ kind, title }) => `${kind} ${title}`);

test('a repository without boards, rules and playbooks uses nothing', () => {
  expect(readUsage(root, members)).toEqual(new Map());
});

test('boards, rules and playbooks that name a member use it, a text that only contains it does not', () => {
  write(
    'provisioning/dashboards/json/a.json',
    JSON.stringify({ title: 'A', panels: [{ q: { measures: ['deposits.credits'] }, note: 'mydeposits.debits_2' }] })
  );
  write('bank/alerts/fall.yml', 'name: Fall\nwhen: deposits.credits < 0.5 * deposits.debits\n');
  write('bank/alerts/rule.schema.json', JSON.stringify({ title: 'Schema', examples: ['deposits.credits'] }));
  write('bank/playbooks/win-back.yml', 'audience: { loans.loans: 3 }\n');
  expect(titles('deposits.credits')).toEqual(['board A', 'rule Fall']);
  expect(titles('deposits.debits')).toEqual(['rule Fall']);
  expect(titles('loans.loans')).toEqual(['playbook win-back']);
});

test('a page uses what it and the files that it imports name', () => {
  const app = 'plugins/command-app/src';
  write(`${app}/pages/region/RegionPage.tsx`, `import { list } from '../../metrics/list';\nexport const x = list;`);
  write(
    `${app}/metrics/list.ts`,
    `import { y } from '../targets/score';\nexport const list = [{ id: 'credits', view: 'deposits' }, 'loans', y];`
  );
  write(`${app}/targets/score.ts`, `import { TARGETS_VIEW } from './view';\nexport const y = [TARGETS_VIEW, 'score'];`);
  write(`${app}/targets/view.ts`, `export const TARGETS_VIEW = 'targets';`);
  write(`${app}/targets/elsewhere.ts`, `export const z = 'deposits.debits';`);
  expect(titles('deposits.credits')).toEqual(['page Command center, region']);
  expect(titles('targets.score')).toEqual(['page Command center, region']);
  expect(titles('deposits.debits')).toEqual([]);
  // A text that is a name of views and members alike.
  expect(titles('loans.loans')).toEqual([]);
});

import { findRepositoryRoot } from '@branchlight/runtime';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { type TestDatabase } from '../../../warehouse/src/testing';
import { createTestBank } from '../../tests/support/test-bank';
import { checkOutBase } from './check-out-base';
import { type MetricsDiff } from './compare-sides';

// A repository of its own, whose last commit is this one's and whose files have been changed since.
const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-changed-'));
const changed = path.join(folder, 'repository');
const root = findRepositoryRoot();

let bank: TestDatabase;

beforeAll(async () => {
  bank = await createTestBank({ mart: 'derived' });
  checkOutBase(root, 'HEAD', changed);
  copyUncommitted();
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...words], { cwd: changed });
  git('init', '--quiet');
  // Some of the installed packages are links here, which .gitignore takes for files.
  writeFileSync(path.join(changed, '.git/info/exclude'), 'node_modules\n');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'As it was');
});
afterAll(async () => {
  await bank?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What is tested is what stands here, not only what was committed. */
function copyUncommitted(): void {
  const list = (...words: string[]) =>
    execFileSync('git', [...words, '-z'], { cwd: root })
      .toString()
      .split('\0')
      .filter(Boolean);
  const files = [
    ...list('diff', 'HEAD', '--name-only', '--no-renames'),
    ...list('ls-files', '--others', '--exclude-standard'),
  ];
  for (const file of files) {
    const source = path.join(root, file);
    if (existsSync(source)) {
      cpSync(source, path.join(changed, file));
    } else {
      rmSync(path.join(changed, file), { force: true });
    }
  }
}

function edit(file: string, from: string | RegExp, to: string): void {
  const target = path.join(changed, file);
  const text = readFileSync(target, 'utf8');
  expect([file, text.replace(from, () => to) !== text]).toEqual([file, true]);
  writeFileSync(
    target,
    text.replace(from, () => to)
  );
}

/** How much the bank holds: the comparison only reads it. */
async function readFacts() {
  const { rows } = await bank.client.query(
    `SELECT (SELECT version FROM ops.data_version) AS version, (SELECT count(*) FROM core.transaction) AS transactions, (SELECT count(*) FROM mart.outlet) AS outlets`
  );
  return rows;
}

/** Runs the command of the changed repository. */
function run(...argv: string[]): MetricsDiff {
  const output = execFileSync(
    process.execPath,
    ['--import', require.resolve('tsx'), 'cube-schema/tools/metrics-diff-cli.ts', ...argv, '--json'],
    {
      cwd: changed,
      stdio: 'pipe',
      maxBuffer: 2 ** 28,
    }
  );
  return JSON.parse(output.toString());
}

test('a change of a measure, of the mart and of what there is shows old against new by outlet', async () => {
  edit('cube-schema/model/cubes/card-period.js', 'sql: `cards`', 'sql: `cards * 2`');
  edit('cube-schema/model/views/cards.yml', /\bactive_cards\b/g, 'used_cards');
  edit('cube-schema/model/cubes/card-period.js', '    active_cards: {', '    used_cards: {');
  edit(
    'warehouse/src/mart/sql/05-outlet.sql',
    /(region\.unit_code = unit\.parent_code);/,
    `region.unit_code = unit.parent_code WHERE o.outlet_code <> 'B0101';`
  );
  const before = await readFacts();
  const diff = run('HEAD', '--from', bank.url);
  expect(await readFacts()).toEqual(before);
  expect(diff.added).toEqual(['cards.used_cards']);
  expect(diff.removed).toEqual(['cards.active_cards']);
  expect(diff.redefined).toContainEqual({ member: 'cards.cards', parts: ['sql'] });
  expect(diff.refusals).toEqual([]);
  // The outlet that the step leaves out has no figures any more, the others have those that the measure changes.
  const lost = diff.changes.filter(({ unit }) => unit === 'B0101');
  expect(lost.map(({ member }) => member)).toEqual(
    expect.arrayContaining(['deposits.balance_end', 'cards.cards', 'customers.customers'])
  );
  expect(lost.filter((change) => change.new !== null)).toEqual([]);
  // Targets are added up, and outlets placed among their peers: one that is gone changes others.
  const others = diff.changes.filter(
    ({ unit, member }) => !unit.endsWith('B0101') && !/^(targets\.|outlets\.(health|\w+_score))/.test(member)
  );
  expect(others.length).toBeGreaterThan(1);
  expect(new Set(others.map(({ member }) => member))).toEqual(new Set(['cards.cards']));
  for (const change of others) {
    expect([change.unit, Number(change.new)]).toEqual([change.unit, Number(change.old) * 2]);
  }
});

test('a model that does not compile is refused before any bank is made, with its file', () => {
  edit('cube-schema/model/cubes/loan-period.js', 'sql: `loans`', 'sql: `${no_such_column}`');
  let said = '';
  try {
    run('HEAD');
  } catch (error) {
    said = z
      .object({ stderr: z.instanceof(Buffer) })
      .parse(error)
      .stderr.toString();
  }
  expect(said).toMatch(
    /The model in this folder: cube-schema\/model\/cubes\/loan-period\.js: no_such_column is not defined\n.*Remedy/
  );
  expect(said).not.toMatch(/The model at HEAD|Making/);
});

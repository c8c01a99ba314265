import { findRepositoryRoot } from '@branchlight/runtime';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readViewAccess } from '../config/view-access.js';
import { readModel } from '../tools/model/read-model';

const root = findRepositoryRoot();

test('the guide says who sees which view', () => {
  const words = { hq: 'all', region: 'own region', branch: 'own outlet', staff: 'own' };
  const rows = readModel(root).views.map(({ name, policies }) => {
    const cells = Object.entries(words).map(([group, own]) => {
      const level = policies.find((policy) => policy.group === group)?.rowLevel;
      return level === undefined ? '-' : JSON.stringify(level).includes('allow_all') ? 'all' : own;
    });
    return `| \`${name}\` | ${cells.join(' | ')} |`;
  });
  const [, section = ''] = readFileSync(path.join(root, 'docs/operate.md'), 'utf8').split('## Who sees what');
  expect(section.split('\n').filter((line) => line.startsWith('| `'))).toEqual(expect.arrayContaining(rows.sort()));
});

test('refusals know the same views, groups and personal members as the model', () => {
  const access = readViewAccess();
  expect(Object.keys(access).sort()).toEqual(
    readModel(root)
      .views.map(({ name }) => name)
      .sort()
  );
  for (const { name, policies, members } of readModel(root).views) {
    const personal = members.filter(({ meta }) => JSON.stringify(meta)?.includes('"personal":true'));
    expect(access[name]).toEqual({
      groups: policies.map(({ group }) => group),
      personal: personal.map((member) => member.name),
    });
  }
});

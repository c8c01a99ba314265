import path from 'node:path';
import { listLocaleProblems } from '@branchlight/plugin-build/src/check-locales';
import manifest from '../plugin.json';

it('has every text in every language', () => {
  expect(listLocaleProblems(path.join(__dirname, '../..'), manifest.id)).toEqual([]);
});

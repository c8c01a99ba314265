import path from 'node:path';
import { listLocaleProblems } from '@branchlight/plugin-build/src/check-locales';

it('has every text in every language', () => {
  expect(listLocaleProblems(path.join(__dirname, '..'), 'branchlight-example-panel')).toEqual([]);
});

import path from 'node:path';
import { listTextProblems } from '@branchlight/plugin-build/src/check-locales';

it('has every text of the host in every language', () => {
  const fileOf = (language: string) => (language === 'en-US' ? undefined : path.join(__dirname, `${language}.json`));
  expect(listTextProblems({ source: path.join(__dirname, '..'), fileOf })).toEqual([]);
});

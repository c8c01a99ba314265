import { existsSync } from 'node:fs';
import path from 'node:path';
import { findRepositoryRoot, resolveSuitePaths } from './paths';

describe('resolveSuitePaths', () => {
  it('lies in the repository by default', () => {
    const root = findRepositoryRoot();
    expect(existsSync(path.join(root, 'warehouse'))).toBe(true);
    expect(resolveSuitePaths().dir).toBe(path.join(root, '.branchlight'));
  });

  it('takes a folder relative to the working directory', () => {
    expect(resolveSuitePaths('somewhere').secretsFile).toBe(path.resolve('somewhere', 'secrets.json'));
  });

  it('fails where no repository is around', () => {
    expect(() => findRepositoryRoot(path.parse(process.cwd()).root)).toThrow(/No package\.json/);
  });
});

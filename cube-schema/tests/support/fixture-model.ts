import { findRepositoryRoot } from '@branchlight/runtime';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A copy of the semantic layer, to be run from its own folder. */
export interface FixtureModel {
  /** The folder that stands for the repository */
  root: string;
  remove(): void;
}

/**
 * Copies the semantic layer with one view more, from fixture/NAME.js and fixture/NAME.yml. It lies within the repository, where packages are found.
 *
 * @param name - of the view; it has no period
 */
export function makeFixtureModel(name: string): FixtureModel {
  const repository = findRepositoryRoot();
  mkdirSync(path.join(repository, '.branchlight'), { recursive: true });
  const root = mkdtempSync(path.join(repository, '.branchlight/test-model-'));
  for (const part of ['config', 'model', 'model-texts', 'package.json', 'catalogue.json']) {
    cpSync(path.join(repository, 'cube-schema', part), path.join(root, 'cube-schema', part), { recursive: true });
  }
  cpSync(path.join(repository, 'services/cube-server/src'), path.join(root, 'services/cube-server/src'), {
    recursive: true,
  });
  const fixture = path.join(repository, 'cube-schema/tests/fixture');
  cpSync(path.join(fixture, `${name}.js`), path.join(root, `cube-schema/model/cubes/${name}.js`));
  cpSync(path.join(fixture, `${name}.yml`), path.join(root, `cube-schema/model/views/${name}.yml`));
  const list = path.join(root, 'cube-schema/config/views.js');
  writeFileSync(list, readFileSync(list, 'utf8').replace('  sources: {},\n', `  sources: {},\n  ${name}: {},\n`));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

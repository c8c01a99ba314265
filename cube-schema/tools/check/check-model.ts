import path from 'node:path';
import { buildCatalogue } from '../catalogue/catalogue';
import { checkCatalogue } from '../catalogue/write-catalogue';
import { compareFaults, type Fault } from '../fault';
import { readModel } from '../model/read-model';
import { checkDialect } from './check-dialect';
import { checkDrill } from './check-drill';
import { checkMembers } from './check-members';
import { checkStructure } from './check-structure';
import { checkTests } from './check-tests';
import { checkTexts } from './check-texts';
import { checkUse } from './check-use';
import { checkViews, type DeclaredViews } from './check-views';

/**
 * Everything that is wrong with the semantic layer of a repository and can be told without a database, by file and line: texts, units, policies,
 * oracle tests, members without use, SQL of one engine, generated pages that are out of date.
 */
export async function checkModel(root: string): Promise<Fault[]> {
  const model = readModel(root);
  const broken = model.problems.map(({ file, line, path: place, message }) => ({
    file,
    line,
    message: place === '' ? message : `${place}: ${message}`,
  }));
  if (broken.length > 0) {
    return broken;
  }
  const { views }: { views: DeclaredViews } = require(path.join(root, 'cube-schema/config/views.js'));
  const faults = [
    ...checkMembers(model),
    ...checkViews(model, views),
    ...checkStructure(root, model),
    ...checkDrill(model),
    ...checkUse(root, model),
    ...checkTests(root, model),
    ...checkTexts(root, model),
    ...checkDialect(root),
  ];
  const derived = faults.length > 0 ? [] : checkCatalogue(root, await buildCatalogue(root, model));
  return [...faults, ...derived].sort(compareFaults);
}

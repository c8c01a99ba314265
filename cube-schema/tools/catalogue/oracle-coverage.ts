import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const marker = 'coverMeasures';

/**
 * By member (`deposits.balance_end`) the tests that compare it with SQL of their own: those that hand it to `coverMeasures`
 * (cube-schema/tests/support/cover-measures.ts), which the tests read their lists from.
 */
export function readOracleCoverage(root: string): Map<string, string[]> {
  const coverage = new Map<string, string[]>();
  const files = globSync(['cube-schema/**/*.integration.test.ts', 'warehouse/src/**/*.integration.test.ts'], {
    cwd: root,
    exclude: (name) => name === 'node_modules',
  });
  for (const file of files.map((name) => name.split(path.sep).join('/')).sort()) {
    const text = readFileSync(path.join(root, file), 'utf8');
    if (!text.includes(marker)) {
      continue;
    }
    for (const member of listCovered(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))) {
      coverage.set(member, [...new Set([...(coverage.get(member) ?? []), file])]);
    }
  }
  return coverage;
}

function listCovered(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === marker) {
      const [list] = node.arguments;
      for (const property of list && ts.isObjectLiteralExpression(list) ? list.properties : []) {
        if (ts.isPropertyAssignment(property) && ts.isArrayLiteralExpression(property.initializer)) {
          const view = property.name.getText().replaceAll(/['"]/g, '');
          found.push(
            ...property.initializer.elements
              .filter((element) => ts.isStringLiteralLike(element))
              .map((element) => `${view}.${element.text}`)
          );
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

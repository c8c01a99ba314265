import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Fault } from '../fault';
import { type Catalogue, toCatalogueFile } from './catalogue';
import { renderMetrics } from './render-metrics';

/** Files that are made from the model, by their path in the repository. */
function renderFiles(catalogue: Catalogue): Map<string, string> {
  return new Map([
    ['docs/metrics.md', renderMetrics(catalogue)],
    [
      'cube-schema/catalogue.json',
      `${JSON.stringify(toCatalogueFile(catalogue), undefined, 2)}
`,
    ],
  ]);
}

/** Writes docs/metrics.md and cube-schema/catalogue.json; answers with the names of those that changed. */
export function writeCatalogue(root: string, catalogue: Catalogue): string[] {
  const changed: string[] = [];
  for (const [file, text] of renderFiles(catalogue)) {
    const target = path.join(root, file);
    if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
      writeFileSync(target, text);
      changed.push(file);
    }
  }
  return changed;
}

/** A fault for every generated file that is not what the model gives now, at the first line that differs. */
export function checkCatalogue(root: string, catalogue: Catalogue): Fault[] {
  const faults: Fault[] = [];
  for (const [file, text] of renderFiles(catalogue)) {
    const target = path.join(root, file);
    const found = existsSync(target) ? readFileSync(target, 'utf8') : '';
    if (found !== text) {
      const lines = text.split('\n');
      const differs = found.split('\n').findIndex((line, index) => line !== lines[index]);
      faults.push({
        file,
        line: Math.max(differs, 0) + 1,
        message: 'is out of date. Remedy: npm run metrics, and commit what it writes.',
      });
    }
  }
  return faults;
}

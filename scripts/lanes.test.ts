import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const root = path.join(__dirname, '..');

/** Folders that a lane of the integration tests runs, as its command has them. */
function readLanes(): string[][] {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  return Object.entries(scripts)
    .filter(([name]) => name.startsWith('test:integration:'))
    .map(([, command]) => /testPathPatterns "\.\/\(([^)]+)\)\/"/.exec(command)?.[1]?.split('|') ?? []);
}

test('every integration test runs in one of the lanes, and in one only', () => {
  const files = globSync('*/**/*.integration.test.ts', { cwd: root, exclude: ['**/node_modules/**'] });
  const folders = new Set(files.map((file) => file.split(path.sep)[0] ?? ''));
  const lanes = readLanes();
  expect(lanes).toHaveLength(2);
  expect(lanes.flat().sort()).toEqual([...folders].sort());
});

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const plugins = path.join(__dirname, '../../../../plugins');
const manifestSchema = z.object({
  type: z.string(),
  name: z.string(),
  includes: z.array(z.object({ type: z.string(), name: z.string(), addToNav: z.boolean().default(true) })).default([]),
});

it('names every app and page of the navigation', () => {
  const source = readFileSync(path.join(__dirname, 'page-names.ts'), 'utf8');
  const manifests = globSync('*/src/plugin.json', { cwd: plugins }).map((file) =>
    manifestSchema.parse(JSON.parse(readFileSync(path.join(plugins, file), 'utf8')))
  );
  const shown = manifests
    .filter(({ type }) => type === 'app')
    .flatMap(({ name, includes }) => [
      name,
      ...includes.filter((page) => page.type === 'page' && page.addToNav).map((page) => page.name),
    ]);
  expect(shown.length).toBeGreaterThan(1);
  expect(shown.filter((name) => !source.includes(`'${name}': t(`))).toEqual([]);
});

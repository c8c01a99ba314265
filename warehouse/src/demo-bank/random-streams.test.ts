import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

it('gives every subject draws of its own', () => {
  const numbers = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap(
      (name) =>
        /^const streams = \{(.*)\};/m.exec(readFileSync(path.join(__dirname, name), 'utf8'))?.[1]?.match(/\d+/g) ?? []
    );
  expect(numbers.length).toBeGreaterThan(15);
  expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
});

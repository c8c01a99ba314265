import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Fault } from '../fault';

/** SQL that engines write differently, with the function of config/dialect that writes it for each. */
const ofOneEngine: ReadonlyArray<[RegExp, string]> = [
  [/ !?~\*? ['`]/, 'matches'],
  [/\bpercentile_(?:cont|disc)\s*\(/i, 'percentile'],
  [/::numeric\s*\//i, 'divide'],
  [/\bmart\.period_edge\b/, 'periodEdges'],
];

/** SQL of one engine in cubes and configuration: every engine has to understand what stands there. */
export function checkDialect(root: string): Fault[] {
  const files = globSync(['cube-schema/model/cubes/*', 'cube-schema/config/*.js'], { cwd: root });
  return files
    .map((file) => file.split(path.sep).join('/'))
    .flatMap((file) =>
      readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .flatMap((text, index) =>
          ofOneEngine
            .filter(([pattern]) => pattern.test(text))
            .map(([pattern, name]) => ({
              file,
              line: index + 1,
              message: `"${pattern.exec(text)?.[0].trim()}" is SQL of one engine. Remedy: use ${name} of cube-schema/config/dialect, or add a function there for every engine.`,
            }))
        )
    );
}

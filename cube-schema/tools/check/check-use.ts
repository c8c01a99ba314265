import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Fault } from '../fault';
import { type Cube, type Model } from '../model/model';
import { faultAt } from './check-members';

/**
 * Members of cubes that no view shows and nothing else refers to: neither a member of the cube by `${CUBE.name}` or `${name}`, nor the
 * configuration by `cube.name`. And cubes that no view stands on.
 */
export function checkUse(root: string, model: Model): Fault[] {
  const shown = new Set(model.views.flatMap((view) => view.members.map((member) => `${member.cube}.${member.name}`)));
  const cubesInUse = new Set(model.views.flatMap((view) => view.members.map(({ cube }) => cube)));
  const configuration = globSync('cube-schema/config/**/*.js', { cwd: root })
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
  return [...model.cubes.values()].flatMap((cube) => [
    ...(cubesInUse.has(cube.name) || isJoined(cube, model)
      ? []
      : [faultAt(cube, `the cube ${cube.name} is unused: no view stands on it. Remedy: remove it, or add its view.`)]),
    ...[...cube.members.values()]
      .filter(({ name }) => !shown.has(`${cube.name}.${name}`) && !isReferred(name, cube, model, configuration))
      .map((member) =>
        faultAt(
          member,
          `the ${member.kind} ${cube.name}.${member.name} is unused: no view shows it and nothing refers to it. Remedy: remove it, or add it to a view.`
        )
      ),
  ]);
}

function isReferred(name: string, cube: Cube, model: Model, configuration: string): boolean {
  const own = new RegExp(`\\{\\s*(?:CUBE\\.)?${name}\\s*\\}|FILTER_PARAMS\\.${cube.name}\\.${name}\\b`);
  const elsewhere = new RegExp(`\\b${cube.name}\\.${name}\\b`);
  // Where the configuration knows the cube by a variable: \`\${cube}.is_current\`, or alone in a choice.
  const configured = new RegExp(`\\b${cube.name}\\.${name}\\b|\\}\\.${name}\\b|'${name}'`);
  return (
    own.test(cube.text) ||
    configured.test(configuration) ||
    [...model.cubes.values()].some((other) => other.name !== cube.name && elsewhere.test(other.text))
  );
}

/** Whether another cube joins it or refers to it. */
function isJoined(cube: Cube, model: Model): boolean {
  const named = new RegExp(`\\b${cube.name}\\b`);
  return [...model.cubes.values()].some((other) => other.name !== cube.name && named.test(other.text));
}

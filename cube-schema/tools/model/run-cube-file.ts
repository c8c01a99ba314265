import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';

/** What a cube file hands to Cube. */
export interface CubeDefinition {
  name: string;
  definition: Record<string, unknown>;
}

/**
 * Runs a cube written in JavaScript as Cube does, with the configuration's own SQL and with stand-ins for what only Cube knows: a member is
 * its name, a filter that a query passes is NULL.
 *
 * @param modelFolder - Cube resolves what a cube requires from here
 */
export function runCubeFile(file: string, text: string, modelFolder: string): CubeDefinition[] {
  const found: CubeDefinition[] = [];
  const scope = new Proxy<Record<string, unknown>>(
    {
      cube: (name: unknown, definition: unknown) => {
        found.push({ name: String(name), definition: z.record(z.string(), z.unknown()).parse(definition) });
      },
      require: createRequire(path.join(modelFolder, 'model.js')),
      FILTER_PARAMS: filterParams,
      module: { exports: {} },
    },
    {
      // Every other name is a member of a cube, or a cube.
      has: (_, name) => typeof name === 'string' && !(name in globalThis && name !== 'require' && name !== 'module'),
      get: (known, name) => (typeof name === 'string' ? (known[name] ?? standForMember(name)) : undefined),
    }
  );
  try {
    new Function('scope', `with (scope) { (() => {${text}\n})(); }`)(scope);
  } catch (error) {
    throw new Error(`${file}: cannot be run: ${error instanceof Error ? error.message : String(error)}`);
  }
  return found;
}

/** `${CUBE}.balance` becomes `CUBE.balance`, `${CUBE.balance}` and `${balance}` their names. */
function standForMember(name: string): unknown {
  return new Proxy(
    {},
    {
      get: (_, key) =>
        key === Symbol.toPrimitive || key === 'toString' ? () => name : standForMember(`${name}.${String(key)}`),
    }
  );
}

/** `FILTER_PARAMS.cube.member.filter(x)`: SQL of the condition, with NULL for each value. */
const filterParams: unknown = new Proxy(
  {},
  {
    get: () => new Proxy({}, { get: () => ({ filter: (condition: unknown) => `(${renderCondition(condition)})` }) }),
  }
);

function renderCondition(condition: unknown): string {
  return typeof condition === 'function'
    ? String(condition(...Array.from({ length: condition.length }, () => 'NULL')))
    : `${String(condition)} IS NOT NULL`;
}

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { UserError } from '@branchlight/runtime';
import { type Model } from '../model/model';
import { readModel } from '../model/read-model';

const failureSchema = z.object({ code: z.number(), stderr: z.string() });

/**
 * Compiles the models of both sides as Cube does, which itself tells a broken one with every query only, and compiles anew for each.
 *
 * @param root - this checkout, whose packages compile
 * @param sides - checkouts by what messages call them
 * @throws UserError with the files and faults of every model that does not compile
 */
export async function refuseBrokenModels(root: string, sides: Record<string, string>): Promise<void> {
  const faults = await Promise.all(
    Object.entries(sides).map(async ([name, side]) =>
      (await listFaults(root, side)).map((fault) => `The model ${name}: ${fault}`)
    )
  );
  if (faults.flat().length > 0) {
    throw new UserError(
      `${faults.flat().join('\n')}\nNo figure can be compared. Remedy: correct it, or name a revision whose model compiles.`
    );
  }
}

async function listFaults(root: string, side: string): Promise<string[]> {
  const model = readModel(side);
  return model.problems.length > 0
    ? model.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
    : explainFailure(await compile(root, side), model);
}

/** Cube's words, empty when the model compiles. */
async function compile(root: string, side: string): Promise<string> {
  const script = path.join(root, 'services/cube-server/src/compile.ts');
  const argv = ['--import', require.resolve('tsx'), script, path.join(side, 'cube-schema')];
  try {
    await promisify(execFile)(process.execPath, argv, { cwd: root });
    return '';
  } catch (error) {
    const failure = failureSchema.safeParse(error);
    if (!failure.success) {
      throw error;
    }
    return failure.data.stderr;
  }
}

/** Each fault on a line of its own, with the files it is about: Cube names the cube or what is missing, seldom the file. */
export function explainFailure(text: string, model: Model): string[] {
  const faults: string[] = [];
  let heading = '';
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (/(^|\s)errors:$/i.test(line)) {
      heading = line.replace(/\s*(Compile )?errors:$/i, '');
    } else if (line !== '' && !line.startsWith('Warning. ')) {
      const files = heading === '' ? findFiles(line, model) : heading;
      faults.push(files === '' ? line : `${files}: ${line}`);
    }
  }
  return faults;
}

function findFiles(fault: string, model: Model): string {
  const [, about] = /^(\w+) (?:cube|view)\b/.exec(fault) ?? [];
  const [, missing] = /^(\w+) is not defined/.exec(fault) ?? [];
  const files = [
    ...model.views.filter(({ name }) => name === about).map(({ file }) => file),
    ...[...model.cubes.values()]
      .filter(({ name, text }) => name === about || (missing && new RegExp(`\\b${missing}\\b`).test(text)))
      .map(({ file }) => file),
  ];
  return [...new Set(files)].join(', ');
}

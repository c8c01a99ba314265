import { type MetaCube } from '@branchlight/cube-contract';
import { z } from 'zod';

const foldersSchema = z.array(z.looseObject({ name: z.string(), members: z.array(z.unknown()) }));

/** The folder of each member that the view's model puts into one. */
export function readFolders(cube: MetaCube): Map<string, string> {
  const folders = foldersSchema.safeParse(cube.folders);
  const entries = (folders.data ?? []).flatMap(({ members, name }) =>
    members.flatMap((member): Array<[string, string]> => (typeof member === 'string' ? [[member, name]] : []))
  );
  return new Map(entries);
}

import { parseArgs } from 'node:util';
import { UserError, describeError } from '@branchlight/runtime';

/** What `npm run viewers` was asked to do. */
export interface ViewersCliOptions {
  file?: string;
  directory?: string;
  dryRun: boolean;
  maxRemoved: number;
  dir?: string;
  port?: number;
}

export const viewersUsage = `npm run viewers -- [--file FILE] [--directory CSV] [--dry-run] [--max-removed PERCENT] [--dir DIR] [--port PORT]

Makes the people who may look be those of a file: adds, changes, and removes who left.
  --file FILE            who sees what; default bank/viewers.yml
  --directory CSV        people of the identity provider with the columns login,name,groups (groups with ; between)
  --dry-run              says what would change and changes nothing
  --max-removed PERCENT  refuses to remove more of the people there are; default 50
  --dir DIR              folder of the suite; default .branchlight
  --port PORT            port of the suite's preview; default 3000
The last line of standard output counts: {"added":n,"changed":n,"removed":n,"unchanged":n,"kept":n,"unbound":n,"dryRun":false}
The environment variable DATABASE_URL names a Postgres of your own instead of the suite's.
`;

/**
 * @returns undefined when help was asked for
 * @throws UserError that names the option and what it takes
 */
export function parseViewersArguments(args: string[]): ViewersCliOptions | undefined {
  const { help, file, directory, dir, port, ...values } = readValues(args);
  if (help) {
    return undefined;
  }
  return {
    file,
    directory,
    dir,
    dryRun: values['dry-run'] ?? false,
    maxRemoved: readWhole('--max-removed', values['max-removed'] ?? '50', 100),
    port: port === undefined ? undefined : readWhole('--port', port, 65_535),
  };
}

function readWhole(option: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new UserError(`${option} "${text}" is not a whole number from 0 to ${most}.`);
  }
  return value;
}

function readValues(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args,
      options: {
        file: text,
        directory: text,
        dir: text,
        port: text,
        'max-removed': text,
        'dry-run': flag,
        help: { ...flag, short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${describeError(error)}\n\n${viewersUsage}`);
  }
}

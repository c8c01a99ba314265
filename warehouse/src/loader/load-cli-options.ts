import { parseArgs } from 'node:util';
import { UserError, describeError } from '@branchlight/runtime';

/** What `npm run load` was asked to do. */
export interface LoadCliOptions {
  mapping: string;
  data: string;
  bank?: string;
  dir?: string;
  port?: number;
}

export const loadUsage = `npm run load -- --mapping FILE --data DIR [--bank BANK] [--dir DIR] [--port PORT]

Loads a source's files into the bank's database, of a suite that runs or not.
  --mapping FILE  how the files are to be read, such as bank/mappings/pkdd99.yml
  --data DIR      folder with the files (or one file), packed with gzip or not
  --bank BANK     bank whose database takes them; default: the one that the mapping names
  --dir DIR       folder of the suite; default .branchlight
  --port PORT     port of the suite's preview; default 3000
The last line of standard output counts rows: {"read":n,"loaded":n,"rejected":n}
The environment variable DATABASE_URL names a Postgres of your own instead of the suite's.
`;

/**
 * @returns undefined when help was asked for
 * @throws UserError that names the option and what it takes
 */
export function parseLoadArguments(args: string[]): LoadCliOptions | undefined {
  const values = readValues(args);
  if (values.help) {
    return undefined;
  }
  const { mapping, data } = values;
  if (!mapping || !data) {
    throw new UserError(`${mapping ? '--data' : '--mapping'} is missing.\n\n${loadUsage}`);
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !Number.isInteger(port)) {
    throw new UserError(`--port "${values.port}" is not a whole number.`);
  }
  return {
    mapping,
    data,
    ...(values.bank !== undefined && { bank: values.bank }),
    ...(values.dir !== undefined && { dir: values.dir }),
    ...(port !== undefined && { port }),
  };
}

function readValues(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: { mapping: text, data: text, bank: text, dir: text, port: text, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new UserError(`${describeError(error)}\n\n${loadUsage}`);
  }
}

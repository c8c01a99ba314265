import { UserError } from '@branchlight/runtime';
import { parseArgs } from 'node:util';

/** What the command line of `npm start` asks for. */
export interface StartOptions {
  bank?: string;
  data?: string;
  port: number;
  dir?: string;
  today?: string;
  reset: boolean;
  help: boolean;
}

export const usage = `Usage: npm start -- [--bank BANK --data PATH] [options]

  --bank BANK         which bank to open: pkdd99 or chase
  --data PATH         the bank's files: a folder, or one file
  --port 3000         port of the page; the other parts listen 1000, 1100 and 51320 above it
  --dir .branchlight  folder for the database, secrets and logs
  --today YYYY-MM-DD  the day that "now" means; by default the last day with data
  --reset             delete the loaded data of this folder first
  --help              this text

DATABASE_URL uses a Postgres of your own instead of the one that comes with the suite.
BRANCHLIGHT_REACT=19 runs the page and the plugins on React 19 and Grafana 13.2's packages instead of 18 and 13.1's.
`;

/** Reads the arguments. Throws a UserError that names the option and what it takes. */
export function parseOptions(args: string[]): StartOptions {
  const { values } = readArguments(args);
  for (const name of ['scale', 'seed'] as const) {
    if (values[name] !== undefined) {
      throw new UserError(`--${name} belongs to the demo bank, which comes later. Remedy: open a bank with --bank.`);
    }
  }
  const port = Number(values.port ?? 3000);
  if (!Number.isInteger(port)) {
    throw new UserError(`--port ${values.port ?? ''} is no port number. Remedy: a whole number such as --port 3000.`);
  }
  if (values.today !== undefined && !isDay(values.today)) {
    throw new UserError(`--today ${values.today} is no day. Remedy: write it as YYYY-MM-DD.`);
  }
  if (values.data !== undefined && values.bank === undefined) {
    throw new UserError(
      '--data needs --bank, which says what the files are. Remedy: add --bank pkdd99 or --bank chase.'
    );
  }
  return {
    bank: values.bank,
    data: values.data,
    port,
    dir: values.dir,
    today: values.today,
    reset: values.reset ?? false,
    help: values.help ?? false,
  };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: false,
      options: {
        bank: { type: 'string' },
        data: { type: 'string' },
        port: { type: 'string' },
        dir: { type: 'string' },
        today: { type: 'string' },
        scale: { type: 'string' },
        seed: { type: 'string' },
        reset: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  );
}

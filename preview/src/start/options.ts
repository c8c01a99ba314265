import { UserError } from '@branchlight/runtime';
import { defaultScale, defaultSeed, demoBankCode } from '@branchlight/warehouse';
import { parseArgs } from 'node:util';

/** What the command line of `npm start` asks for. */
export interface StartOptions {
  bank: string;
  data?: string;
  /** Thousands of customers of the demo bank; undefined: as it is, or the default where there is none yet */
  scale?: number;
  /** As scale */
  seed?: number;
  port: number;
  dir?: string;
  today?: string;
  /** Books the demo bank's last day little by little */
  live: boolean;
  reset: boolean;
  help: boolean;
}

const highestScale = 1000;
const highestSeed = 2_147_483_647;

export const usage = `Usage: npm start -- [options]

Without options it opens a made-up demo bank.

  --bank BANK         which bank to open: demo (the default), pkdd99, chase or one of yours in bank/banks
  --data PATH         the bank's files: a folder, or one file; not needed again once they are loaded
  --scale ${String(defaultScale).padEnd(12)}thousands of customers of the demo bank
  --seed ${String(defaultSeed).padEnd(13)}another seed makes another demo bank
  --port 3000         port of the page; the other parts listen 1000, 1100 and 51320 above it
  --dir .branchlight  folder for the databases of all banks, secrets and logs
  --live              the demo bank's last day has not come yet and is booked in some minutes, for all to see
  --today YYYY-MM-DD  the day that "now" means; by default the last day with data
  --reset             delete the data of all banks in this folder first
  --help              this text

DATABASE_URL uses a Postgres of your own instead of the one that comes with the suite.
BRANCHLIGHT_REACT=19 runs the page and the plugins on React 19 and Grafana 13.2's packages instead of 18 and 13.1's.
`;

/** Reads the arguments. Throws a UserError that names the option and what it takes. */
export function parseOptions(args: string[]): StartOptions {
  const { values } = readArguments(args);
  const { bank = demoBankCode, data, dir, today } = values;
  const port = Number(values.port ?? 3000);
  if (!Number.isInteger(port)) {
    throw new UserError(`--port ${values.port ?? ''} is no port number. Remedy: a whole number such as --port 3000.`);
  }
  if (today !== undefined && !isDay(today)) {
    throw new UserError(`--today ${today} is no day. Remedy: write it as YYYY-MM-DD.`);
  }
  if (data !== undefined && values.bank === undefined) {
    throw new UserError(
      '--data needs --bank, which says what the files are. Remedy: add --bank pkdd99 or --bank chase.'
    );
  }
  if (data !== undefined && bank === demoBankCode) {
    throw new UserError(
      `--data is not for the demo bank, which is made up. Remedy: leave it out, or name another --bank.`
    );
  }
  if (values.live && bank !== demoBankCode) {
    throw new UserError(`--live is for the demo bank only, not for ${bank}. Remedy: leave --live out.`);
  }
  for (const name of ['scale', 'seed'] as const) {
    if (values[name] !== undefined && bank !== demoBankCode) {
      throw new UserError(`--${name} is for the demo bank only, not for ${bank}. Remedy: leave --${name} out.`);
    }
  }
  return {
    bank,
    data,
    scale: readNumber('scale', values.scale, 1, highestScale),
    seed: readNumber('seed', values.seed, 0, highestSeed),
    port,
    dir,
    today,
    live: values.live ?? false,
    reset: values.reset ?? false,
    help: values.help ?? false,
  };
}

function readNumber(name: string, text: string | undefined, lowest: number, highest: number): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= lowest && value <= highest)) {
    throw new UserError(`--${name} ${text} is not usable. Remedy: a whole number from ${lowest} to ${highest}.`);
  }
  return value;
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
        live: { type: 'boolean' },
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

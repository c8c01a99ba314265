import { UserError } from '@branchlight/runtime';
import { parseArgs } from 'node:util';

export interface DiffOptions {
  /** Git revision to compare the working tree with */
  base: string;
  /** Thousands of customers of the demo bank that is made for the comparison */
  scale: number;
  seed: number;
  /** Bank to take the facts from instead: connection URL of its database, which is only read */
  from?: string;
  /** Write one JSON object instead of tables */
  isJson: boolean;
}

export const usage = `npm run metrics:diff -- BASE [--scale N] [--seed N] [--from URL] [--json]

Asks every measure per outlet, for the last whole month and quarter, as the model was at the git revision BASE and as it is in this
folder, on the same facts, and prints where they differ. Keeps nothing.
  --scale N   thousands of customers of the demo bank made for it, 1 to 20; default 1
  --seed N    another demo bank
  --from URL  take the facts of this bank instead (postgres://…); nothing is written there
  --json      one JSON object on standard output
`;

/** @throws UserError that names the option and what it takes */
export function parseDiffOptions(argv: readonly string[]): DiffOptions | undefined {
  const text = { type: 'string' } as const;
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        scale: text,
        seed: text,
        from: text,
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    return undefined;
  }
  const [base, ...rest] = positionals;
  if (base === undefined || rest.length > 0 || base.startsWith('-')) {
    throw new UserError(`Name one git revision to compare with, such as main or HEAD~1.\n\n${usage}`);
  }
  return {
    base,
    scale: readNumber('--scale', values.scale ?? '1', 1, 20),
    seed: readNumber('--seed', values.seed ?? '1', 0, 2_147_483_647),
    ...(values.from !== undefined && { from: values.from }),
    isJson: values.json ?? false,
  };
}

function readNumber(name: string, text: string, lowest: number, highest: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < lowest || value > highest) {
    throw new UserError(`${name} is "${text}": give a whole number from ${lowest} to ${highest}.`);
  }
  return value;
}

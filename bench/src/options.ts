import { UserError } from '@branchlight/runtime';
import { parseArgs } from 'node:util';

type Values = Record<string, string | string[] | undefined>;

/**
 * Reads options that all take a value; those in `repeated` may be given more than once.
 *
 * @throws UserError for an unknown one
 */
export function readOptions(args: string[], names: readonly string[], repeated: readonly string[] = []): Values {
  const options = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' as const }]),
    ...repeated.map((name) => [name, { type: 'string' as const, multiple: true }]),
  ]);
  try {
    return parseArgs({ args, options, strict: true }).values as Values;
  } catch (error) {
    throw new UserError(
      `${error instanceof Error ? error.message : String(error)}. Remedy: npm run bench shows the options.`
    );
  }
}

/**
 * Whole numbers from a list such as `1,8,64`.
 *
 * @throws UserError that names the option
 */
export function readNumbers(name: string, text: string): number[] {
  const numbers = text.split(',').map(Number);
  if (!numbers.every((number) => Number.isInteger(number) && number > 0)) {
    throw new UserError(`--${name} ${text}: give whole numbers above 0, such as --${name} 1,8.`);
  }
  return numbers;
}

/**
 * Numbers above 0, fractions too, from a list such as `0.5,10`.
 *
 * @throws UserError that names the option
 */
export function readAmounts(name: string, text: string): number[] {
  const numbers = text.split(',').map(Number);
  if (!numbers.every((number) => Number.isFinite(number) && number > 0)) {
    throw new UserError(`--${name} ${text}: give numbers above 0, such as --${name} 1,10.`);
  }
  return numbers;
}

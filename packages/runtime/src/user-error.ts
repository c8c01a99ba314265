import { types } from 'node:util';

/**
 * An error whose message is meant for the person at the keyboard: it names the thing that is wrong and what to do.
 * Commands print only its message; every other error is a defect and is printed with its stack.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** One line for people from whatever was thrown. */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(describeError).join('; ');
  }
  return isError(error) ? error.message : String(error);
}

/** Like `instanceof Error`, also for errors of another realm (a worker, a test sandbox). */
function isError(error: unknown): error is Error {
  return error instanceof Error || types.isNativeError(error);
}

import { describeError, UserError } from '@branchlight/runtime';
import { readErrorCode } from './error-code';

const remedies: Record<string, string> = {
  '53100':
    'The disk of the database is full. Nothing of what was being written is kept. Remedy: free some room and start again, or choose a folder on another disk with --dir.',
  '53200': 'The database has no memory left. Remedy: end other programs, or choose a smaller --scale.',
  '42501': 'The user of DATABASE_URL may not do that. Remedy: make it the owner of its database.',
  '57P01': 'The database was shut down meanwhile. Remedy: start again.',
  ECONNRESET: 'The database ended meanwhile. Remedy: start again; what was loaded before is kept.',
};

/** A UserError for what only the person at the keyboard can mend; every other error as it is. */
export function explainDatabaseError(error: unknown): unknown {
  const code = readErrorCode(error) ?? (/^Connection terminated/.test(describeError(error)) ? 'ECONNRESET' : '');
  const remedy = remedies[code];
  return remedy === undefined || error instanceof UserError
    ? error
    : new UserError(`${remedy} (${describeError(error)})`, { cause: error });
}

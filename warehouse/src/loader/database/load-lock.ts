import { type Client } from 'pg';

/** Any number that no other part of the suite uses for an advisory lock. */
const lockKey = 7_261_993;

/**
 * Makes sure that one load at a time runs on a database; a second one waits.
 *
 * @param onWait - called once when another load is running
 */
export async function withLoadLock<Result>(
  client: Client,
  onWait: () => void,
  run: () => Promise<Result>
): Promise<Result> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [lockKey]);
  if (!rows[0]?.taken) {
    onWait();
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
  }
  try {
    return await run();
  } finally {
    // A lost connection has given the lock up already.
    await client.query('SELECT pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
  }
}

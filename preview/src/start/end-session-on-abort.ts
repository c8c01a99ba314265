import { Client } from 'pg';

/**
 * Ends a connection's session when the signal aborts, however long its present statement would take; the server rolls back what was not
 * committed.
 *
 * @returns stops watching the signal
 */
export async function endSessionOnAbort(client: Client, databaseUrl: string, signal: AbortSignal): Promise<() => void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const end = () => {
    endSession(databaseUrl, rows[0]?.pid).catch(() => undefined);
  };
  signal.addEventListener('abort', end, { once: true });
  return () => signal.removeEventListener('abort', end);
}

async function endSession(databaseUrl: string, pid: number | undefined): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_terminate_backend($1)', [pid]);
  } finally {
    await client.end();
  }
}

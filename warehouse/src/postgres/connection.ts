import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError, describeError } from '@branchlight/runtime';
import { Client } from 'pg';

const invalidPassword = '28P01';
const notReadyYet = ['57P03', 'ECONNREFUSED', 'ECONNRESET'];

/** SQLSTATE or system error code of whatever was thrown. */
export function readErrorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

/** Opens a connection, runs the function and closes it again. */
export async function withClient<Result>(url: string, run: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  // A server that goes away between two queries must not end the process; the next query fails anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/**
 * Waits until a server answers.
 *
 * @param check - called between tries; throws when waiting has become pointless
 * @throws UserError when the password is not the server's, or after two minutes (a server that recovers from a crash needs a while)
 */
export async function waitUntilReady(url: string, check: () => void): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      await withClient(url, (client) => client.query('SELECT 1'));
      return;
    } catch (error) {
      const code = readErrorCode(error);
      if (code === invalidPassword) {
        throw new UserError(
          'The password in secrets.json does not open the database beside it. ' +
            'Remedy: restore secrets.json, or start with --reset to begin anew.'
        );
      }
      if (!code || !notReadyYet.includes(code) || Date.now() > deadline) {
        throw new UserError(`Postgres does not answer: ${describeError(error)}`);
      }
    }
    check();
    await sleep(40);
  }
}

/**
 * @param port - 0 = any that is free
 * @returns the port
 * @throws UserError when another program listens there
 */
export function reservePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      reject(
        new UserError(
          `Postgres cannot listen on 127.0.0.1:${port} (${readErrorCode(error) ?? error.message}): another program may use it. ` +
            'Remedy: stop that program, or choose another --port (Postgres listens 51320 above it).'
        )
      );
    });
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

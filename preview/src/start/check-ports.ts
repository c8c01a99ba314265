import { UserError } from '@branchlight/runtime';
import { createServer } from 'node:net';

/** Throws a UserError that names the first port that another program uses. */
export async function checkPorts(ports: Record<string, number>): Promise<void> {
  for (const [part, port] of Object.entries(ports)) {
    await checkPort(part, port);
  }
}

function checkPort(part: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new UserError(
          error.code === 'EADDRINUSE'
            ? `Port ${port} (${part}) is taken by another program. Remedy: stop it, or start with another --port.`
            : `Port ${port} (${part}) cannot be used (${error.code ?? error.message}). Remedy: start with another --port.`
        )
      )
    );
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

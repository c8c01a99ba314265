import { type Server, ServerCredentials } from '@grpc/grpc-js';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { handshakeEnv } from '../handshake';

/** Operating systems refuse longer socket paths (108 bytes on Linux, 104 on macOS, with the final zero). */
const longestSocketPath = 103;

export interface Listener {
  socketPath: string;
  /** Removes the socket. */
  unlink: () => void;
}

/** Binds the server to a new Unix socket that only its owner may open, in the folder that the host names or in tmp. */
export async function listenOnSocket(server: Server): Promise<Listener> {
  const folder = process.env[handshakeEnv.socketFolder] || tmpdir();
  const socketPath = path.join(folder, `plugin${randomBytes(8).toString('hex')}`);
  if (Buffer.byteLength(socketPath) > longestSocketPath) {
    throw new Error(`The socket path ${socketPath} is too long: set TMPDIR to a shorter folder.`);
  }
  const umask = process.umask(0o077);
  try {
    await new Promise<void>((resolve, reject) => {
      server.bindAsync(`unix:${socketPath}`, ServerCredentials.createInsecure(), (error) =>
        error ? reject(error) : resolve()
      );
    });
  } finally {
    process.umask(umask);
  }
  return { socketPath, unlink: () => rmSync(socketPath, { force: true }) };
}

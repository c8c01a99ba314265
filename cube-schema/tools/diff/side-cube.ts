import { fork } from 'node:child_process';
import path from 'node:path';
import jwt from 'jsonwebtoken';
import { randomBytes } from 'node:crypto';
import { type Load } from './ask-side';

export interface SideCube {
  load: Load;
  stop(): Promise<void>;
}

/** Starts the Cube server of a checkout on a database and asks it as headquarters. */
export async function startSideCube(
  root: string,
  databaseUrl: string,
  cacheDir: string,
  login: string
): Promise<SideCube> {
  const secret = randomBytes(24).toString('hex');
  const child = fork(path.join(root, 'services/cube-server/src/server.ts'), {
    cwd: root,
    execArgv: ['--import', require.resolve('tsx')],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      CUBEJS_API_SECRET: secret,
      BRANCHLIGHT_CUBE_PORT: '0',
      BRANCHLIGHT_LOG_LEVEL: 'error',
      BRANCHLIGHT_CUBE_CACHE_DIR: cacheDir,
    },
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    void exited.then((code) => reject(new Error(`The Cube server of ${root} ended with ${code} before it was ready`)));
  });
  return {
    async load(query) {
      for (;;) {
        const token = jwt.sign({ sub: login }, secret, { issuer: 'branchlight-cube-datasource', expiresIn: 300 });
        const response = await fetch(`http://127.0.0.1:${port}/cubejs-api/v1/load`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: token },
          body: JSON.stringify({ query, queryType: 'multi' }),
        });
        const answer: unknown = await response.json();
        if (!(typeof answer === 'object' && answer !== null && 'error' in answer && answer.error === 'Continue wait')) {
          return answer;
        }
      }
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRepositoryRoot } from '@branchlight/runtime';

test('the model is compiled before anybody asks', async () => {
  const child = fork(path.join(findRepositoryRoot(), 'services/cube-server/src/server.ts'), {
    cwd: findRepositoryRoot(),
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      // Compiling needs no database.
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      CUBEJS_API_SECRET: 'a-secret-for-tests-with-more-than-32-characters',
      BRANCHLIGHT_CUBE_PORT: '0',
      BRANCHLIGHT_LOG_LEVEL: 'info',
      BRANCHLIGHT_CUBE_CACHE_DIR: path.join(tmpdir(), 'branchlight-test-cube'),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  const compiled = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('the model is compiled')) {
        resolve();
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`It ended before:\n${output}`)));
  });
  try {
    await compiled;
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
});

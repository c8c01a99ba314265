import path from 'node:path';
import type * as ServerCore from '@cubejs-backend/server-core';
import { describeError } from '@branchlight/runtime';
import { type createCubeConfig as CreateCubeConfig } from '../../../cube-schema/config/create-config.js';
import { installNativeFallback } from './native-fallback';
import { applyCubeEnvironment } from './settings';

/** `compile.ts FOLDER`: compiles the model of any checkout's cube-schema, which needs no database; exit 1 with Cube's words on standard error. */
async function main(folder: string): Promise<void> {
  applyCubeEnvironment(undefined);
  installNativeFallback();
  const { createCubeConfig }: { createCubeConfig: typeof CreateCubeConfig } = require(
    path.resolve(folder, 'config/create-config.js')
  );
  const { config } = createCubeConfig({ databaseUrl: 'postgres://127.0.0.1:1/none', apiSecret: 'n'.repeat(32) });
  const { CubejsServerCore }: typeof ServerCore = require('@cubejs-backend/server-core');
  const schemaPath = path.relative(process.cwd(), path.join(folder, 'model'));
  const core = new CubejsServerCore({ ...config, schemaPath, logger: () => undefined });
  const context = { requestId: 'compile', securityContext: undefined };
  await (await core.getCompilerApi(context)).getCompilers({ requestId: context.requestId });
}

main(process.argv[2] ?? '').then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${describeError(error)}\n`);
    process.exit(1);
  }
);

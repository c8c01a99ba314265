import { type Logger } from '@branchlight/runtime';
import type * as ServerCore from '@cubejs-backend/server-core';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import path from 'node:path';
import { createCubeConfig } from '../../../cube-schema/config/create-config.js';
import { answerByPlans } from '../../../cube-schema/config/plans/answer-by-plans.js';
import { createCubeLogger } from './cube-log';
import { readModelTexts } from './model-texts';
import { installNativeFallback } from './native-fallback';
import { describeFailure } from './failure';

export interface CubeAppOptions {
  /** Connection string of the bank's database */
  databaseUrl: string;
  /** Key that signs viewers' tokens, at least 32 characters */
  apiSecret: string;
  /** The bank's "now", YYYY-MM-DD; by default the last day with deposits */
  today?: string;
  logger: Logger;
}

export interface CubeApp {
  app: Express;
  /** Whether Cube runs without its native addon */
  usesFallback: boolean;
  /** Compiles the model, which the first query would have to wait for otherwise. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

const schemaFolder = path.join(__dirname, '../../../cube-schema');

/**
 * Builds Cube's REST API for one bank. Reached are only load, sql and meta, the endpoints for the viewer,
 * the model's texts and the catalogue, and two health checks.
 *
 * The environment of settings.ts must be in place before.
 */
export async function createCubeApp({ databaseUrl, apiSecret, today, logger }: CubeAppOptions): Promise<CubeApp> {
  const usesFallback = installNativeFallback();
  const { config, authenticate, viewers } = createCubeConfig({ databaseUrl, apiSecret, today });
  // Loaded late: its modules read the environment while they load.
  const { CubejsServerCore }: typeof ServerCore = require('@cubejs-backend/server-core');
  // Cube takes paths relative to the working directory only.
  const schemaPath = path.relative(process.cwd(), path.join(schemaFolder, 'model'));
  const core = new CubejsServerCore({ ...config, schemaPath, logger: createCubeLogger(logger) });
  answerByPlans(core['apiGateway']());

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(refuseWebPages);
  app.get('/branchlight/v1/viewer', (request, response, next) => {
    authenticate(readBearer(request))
      .then(async (scope) => response.json(await viewers.describeViewer(scope)))
      .catch(next);
  });
  const texts = readModelTexts(path.join(schemaFolder, 'model-texts'));
  app.get('/branchlight/v1/texts', (request, response, next) => {
    authenticate(readBearer(request))
      .then(() => response.json(texts))
      .catch(next);
  });
  app.get('/branchlight/v1/catalogue', (request, response, next) => {
    authenticate(readBearer(request))
      .then(async (scope) => response.json(await viewers.describeCatalogue(scope)))
      .catch(next);
  });
  app.use(express.json({ limit: '1mb' }));
  app.use(refuseOtherRoutes);
  await core.initApp(app);
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const { status, message } = describeFailure(error);
    if (status >= 500) {
      logger.error('request failed', { error });
    }
    if (!response.headersSent) {
      response.status(status).json({ error: message });
    }
  });
  return {
    app,
    usesFallback,
    warmUp: async () => {
      const context = { requestId: 'warm-up', securityContext: undefined };
      await (await core.getCompilerApi(context)).getCompilers({ requestId: context.requestId });
    },
    close: async () => {
      await core.shutdown();
      await viewers.close();
    },
  };
}

/** Refuses what a foreign web page could send: another host's name rebound to this machine, or any page's origin. */
function refuseWebPages(request: Request, response: Response, next: NextFunction): void {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${request.socket.localPort}`);
  if (!hosts.includes((request.headers.host ?? '').toLowerCase())) {
    response.status(403).json({ error: 'The semantic layer answers on loopback only, not as another host.' });
  } else if (request.headers.origin !== undefined) {
    response.status(403).json({ error: 'The semantic layer takes no requests from web pages.' });
  } else {
    next();
  }
}

const routes = new Map([
  ['/cubejs-api/v1/load', ['GET', 'POST']],
  ['/cubejs-api/v1/sql', ['GET', 'POST']],
  ['/cubejs-api/v1/meta', ['GET']],
  ['/readyz', ['GET']],
  ['/livez', ['GET']],
]);

function refuseOtherRoutes(request: Request, response: Response, next: NextFunction): void {
  if (routes.get(request.path)?.includes(request.method)) {
    next();
    return;
  }
  response.status(404).json({ error: 'There is nothing here.' });
}

function readBearer(request: Request): string | undefined {
  const [, token] = /^(?:Bearer\s+)?(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return token;
}

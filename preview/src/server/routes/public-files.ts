import fastifyStatic from '@fastify/static';
import { type FastifyInstance, type FastifyReply } from 'fastify';
import path from 'node:path';
import { type ServerContext } from '../context';
import { HttpError } from '../http-error';

/** What a browser has any business with; the backend's executables lie in the same folder. */
const servedEndings = [
  '.js',
  '.css',
  '.json',
  '.svg',
  '.png',
  '.jpg',
  '.webp',
  '.woff2',
  '.map',
  '.txt',
  '.md',
  '.wasm',
];

/** Folders of the host's bundle whose file names hold a hash. */
const hashedFolders = ['chunks', 'assets'];

/** Files of the built plugins and of the browser host. No listing, no dot files, nothing outside their folders. */
export function addPublicRoutes(app: FastifyInstance, context: ServerContext): void {
  app.register(fastifyStatic, { root: context.hostFolder, serve: false, index: false, dotfiles: 'deny', list: false });

  app.get<{ Params: { id: string; '*': string }; Querystring: { v?: string } }>(
    '/public/plugins/:id/*',
    async ({ params, query }, reply) => {
      const plugin = context.plugins.find(params.id);
      if (!plugin) {
        throw new HttpError(404, 'Not found');
      }
      return sendFrom(reply, params['*'], plugin.folder, query.v !== undefined);
    }
  );

  app.get<{ Params: { '*': string }; Querystring: { v?: string } }>(
    '/public/host/*',
    async ({ params, query }, reply) => sendFrom(reply, params['*'], context.hostFolder, query.v !== undefined)
  );
}

function sendFrom(reply: FastifyReply, file: string, folder: string, isVersioned: boolean): FastifyReply {
  if (!servedEndings.includes(path.extname(file)) || file.split(/[/\\]/).some((part) => part.startsWith('.'))) {
    throw new HttpError(404, 'Not found');
  }
  // A version or hash in the address changes with the content; without one the browser asks again every time.
  const options =
    isVersioned || hashedFolders.some((name) => file.startsWith(`${name}/`))
      ? { maxAge: '365d', immutable: true }
      : { maxAge: 0 };
  return reply.sendFile(file, folder, options);
}

import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type ServerContext } from '../context';
import { HttpError } from '../http-error';
import { defaultLogin } from '../plugins/identity';
import { renderPage } from '../render-page';
import { makeSessionCookie, readSessionCookie } from '../session-cookie';

/** Every page of the command center and of dashboards is the same document; the browser host routes inside it. */
export function addPageRoutes(app: FastifyInstance, context: ServerContext): void {
  const sendPage = async (request: FastifyRequest, reply: FastifyReply) => {
    const login = readSessionCookie(request.headers.cookie, context.getPort(), context.sessionSecret);
    if (login === undefined || !(await context.viewers.find(login))) {
      const opened = await chooseFirstViewer(context);
      reply.header('Set-Cookie', makeSessionCookie(opened, context.getPort(), context.sessionSecret));
    }
    return reply
      .header('Cache-Control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(renderPage(context.hostFolder, request.cspNonce));
  };
  for (const path of ['/', '/a/*', '/d/*', '/dashboards', '/plugins/*', '/explore']) {
    app.get(path, sendPage);
  }
  // Any other address a person opens gets the page too, which says that it leads nowhere.
  app.get('/*', async (request, reply) => {
    const isOwn = ['/api/', '/preview/', '/public/'].some((prefix) => request.url.startsWith(prefix));
    if (isOwn || !request.headers.accept?.includes('text/html')) {
      throw new HttpError(404, 'Not found');
    }
    return sendPage(request, reply.code(404));
  });
  app.get('/robots.txt', async (_request, reply) => reply.type('text/plain').send('User-agent: *\nDisallow: /\n'));
}

/** A bank without logins to try with has no hq.exec: then whoever stands highest. */
async function chooseFirstViewer({ viewers }: ServerContext): Promise<string> {
  if (await viewers.find(defaultLogin)) {
    return defaultLogin;
  }
  const { items } = await viewers.search('', 1);
  return items[0]?.login ?? defaultLogin;
}

import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type BootDatasource } from '../../shared/boot';
import { type ServerContext } from '../context';
import { HttpError } from '../http-error';
import { requireViewer, toBackendUser } from '../plugins/identity';
import { type ProvisionedDatasource } from '../provisioning/schemas';
import { abortOnClose } from './abort-on-close';

/** Headers of the caller that a backend may read; identity headers and cookies are none of them. */
const forwardedHeaders = ['accept', 'accept-language', 'content-type'];
const returnedHeaders = ['content-type', 'cache-control', 'etag', 'content-language'];

/** Datasource settings without secrets, and the calls that reach the datasource's backend. */
export function addDatasourceRoutes(app: FastifyInstance, context: ServerContext): void {
  const { datasources } = context.provisioning;

  function find(uid: string): ProvisionedDatasource {
    const datasource = datasources.find((item) => item.uid === uid);
    if (!datasource) {
      throw new HttpError(404, 'Data source not found');
    }
    return datasource;
  }

  app.get('/api/datasources', async () => datasources.map((item, index) => toSettings(item, index + 1)));

  app.get<{ Params: { uid: string } }>('/api/datasources/uid/:uid', async ({ params }) => {
    const datasource = find(params.uid);
    return toSettings(datasource, datasources.indexOf(datasource) + 1);
  });

  app.get<{ Params: { uid: string } }>('/api/datasources/uid/:uid/health', async (request, reply) => {
    const user = toBackendUser(requireViewer(request));
    const { details, ok, message } = await context.backend.checkHealth(find(request.params.uid), user);
    return reply.code(ok ? 200 : 400).send({ status: ok ? 'OK' : 'ERROR', message, details });
  });

  app.all<{ Params: { uid: string; '*': string } }>('/api/datasources/uid/:uid/resources/*', async (request, reply) => {
    const path = request.params['*'];
    if (path.split('/').includes('..')) {
      throw new HttpError(400, 'The path of a resource may not hold "..".');
    }
    const query = request.url.split('?')[1];
    const response = await context.backend.callResource(
      find(request.params.uid),
      toBackendUser(requireViewer(request)),
      {
        path,
        method: request.method,
        url: query === undefined ? path : `${path}?${query}`,
        headers: pickHeaders(request),
        body: request.body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(request.body)),
      },
      abortOnClose(reply)
    );
    for (const [name, values] of Object.entries(response.headers)) {
      const [first] = values;
      if (returnedHeaders.includes(name.toLowerCase()) && first !== undefined) {
        reply.header(name, first);
      }
    }
    return reply.code(response.status).send(Buffer.from(response.body));
  });
}

/** A datasource as the browser may know it: no secrets and no address of what stands behind. */
export function toBootDatasource(datasource: ProvisionedDatasource, id: number): BootDatasource {
  return {
    id,
    uid: datasource.uid,
    name: datasource.name,
    type: datasource.type,
    access: datasource.access,
    isDefault: datasource.isDefault,
    readOnly: !datasource.editable,
    jsonData: {},
  };
}

function toSettings(datasource: ProvisionedDatasource, id: number) {
  return {
    ...toBootDatasource(datasource, id),
    orgId: datasource.orgId,
    url: '',
    user: '',
    database: '',
    basicAuth: false,
    withCredentials: false,
    secureJsonFields: Object.fromEntries(Object.keys(datasource.secureJsonData).map((name) => [name, true])),
    version: 1,
  };
}

function pickHeaders(request: FastifyRequest): Record<string, string[]> {
  return Object.fromEntries(
    forwardedHeaders.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, [value]]] : [];
    })
  );
}

import { type FastifyInstance } from 'fastify';
import { type BackendQuery, type BackendResult } from '../datasource-backend';
import { type ServerContext } from '../context';
import { HttpError } from '../http-error';
import { requireViewer, toBackendUser } from '../plugins/identity';
import { type ProvisionedDatasource } from '../provisioning/schemas';
import { queryRequestSchema, type QueryModel, type QueryRequest } from '../schemas/query-request';
import { resolveTime, type Clock } from '../time-range';
import { abortOnClose } from './abort-on-close';
import { parseBody } from './parse-body';

/** `POST /api/ds/query`: 200 when every query answered, 207 when some failed, 400 when all did. */
export function addQueryRoute(app: FastifyInstance, context: ServerContext): void {
  app.post('/api/ds/query', async (request, reply) => {
    const body = parseBody(queryRequestSchema, request.body);
    const queries = body.queries.filter((query) => !query.hide);
    if (queries.length === 0) {
      throw new HttpError(400, 'No queries found');
    }
    refuseDoubleRefIds(queries);
    const user = toBackendUser(requireViewer(request));
    const groups = groupByDatasource(queries, context.provisioning.datasources);
    const clock = await readClock(context);
    const signal = abortOnClose(reply);
    const answers = await Promise.all(
      [...groups].map(([datasource, group]) =>
        context.backend.queryData(
          datasource,
          user,
          group.map((query) => toBackendQuery(query, body, clock)),
          signal
        )
      )
    );
    const results = new Map<string, BackendResult>(answers.flatMap((answer) => [...answer]));
    for (const query of queries) {
      if (!results.has(query.refId)) {
        results.set(query.refId, { status: 500, frames: [], error: 'The datasource gave no answer to this query.' });
      }
    }
    const failed = [...results.values()].filter((result) => result.error !== undefined).length;
    reply.code(failed === 0 ? 200 : failed < results.size ? 207 : 400);
    return { results: Object.fromEntries(results) };
  });
}

interface KnownClock extends Clock {
  firstDay: string | null;
}

async function readClock(context: ServerContext): Promise<KnownClock> {
  const [today, bank] = await Promise.all([context.getToday(), context.getBank()]);
  return { today, timeZone: bank.timeZone, firstDay: bank.firstDay };
}

function refuseDoubleRefIds(queries: QueryModel[]): void {
  const refIds = queries.map((query) => query.refId);
  const double = refIds.find((refId, index) => refIds.indexOf(refId) !== index);
  if (double !== undefined) {
    throw new HttpError(400, `queries: refId "${double}" occurs twice; give every query its own.`);
  }
}

function groupByDatasource(
  queries: QueryModel[],
  datasources: ProvisionedDatasource[]
): Map<ProvisionedDatasource, QueryModel[]> {
  const groups = new Map<ProvisionedDatasource, QueryModel[]>();
  for (const query of queries) {
    const uid = query.datasource?.uid;
    if (!uid) {
      throw new HttpError(400, 'Query does not contain a valid data source identifier');
    }
    const datasource = datasources.find((item) => item.uid === uid);
    if (!datasource || (query.datasource?.type ?? datasource.type) !== datasource.type) {
      throw new HttpError(404, 'Data source not found');
    }
    groups.set(datasource, [...(groups.get(datasource) ?? []), query]);
  }
  return groups;
}

function toBackendQuery(query: QueryModel, body: QueryRequest, clock: KnownClock): BackendQuery {
  // Without any range: all the days of the bank.
  const from = query.timeRange?.from ?? body.from ?? clock.firstDay ?? clock.today;
  const to = query.timeRange?.to ?? body.to ?? 'now';
  const range = { from: resolveTime('from', from, clock, false), to: resolveTime('to', to, clock, true) };
  if (range.from > range.to) {
    throw new HttpError(400, 'from: lies after to.');
  }
  return {
    refId: query.refId,
    queryType: query.queryType,
    maxDataPoints: Math.round(query.maxDataPoints),
    intervalMs: Math.round(query.intervalMs),
    ...range,
    model: query,
  };
}

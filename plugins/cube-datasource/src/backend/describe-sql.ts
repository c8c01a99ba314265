import { type ResourceRequest } from '@branchlight/plugin-protocol';
import { format } from 'sql-formatter';
import { z } from 'zod';
import { applyAdHocFilters } from './apply-ad-hoc';
import { type QuerySql } from './cube-client';
import { type BankViewer, type DatasourceInstance } from './instance';
import { prepareQuery } from './prepare-query';
import { QueryError } from './query-error';
import { readModel } from './read-model';

const bodySchema = z.looseObject({
  model: z.unknown(),
  from: z.number(),
  to: z.number(),
  intervalMs: z.number().positive(),
});

const forAnalysts =
  'The SQL is shown to analysts of the head office only, since it names tables. Figures are not affected; ask an analyst, or for the role in ops.viewer.';

/**
 * The SQL of a query as it would run for the viewer now: filters, dates and the viewer's own rows included. One statement
 * for each compared range.
 */
export async function describeSql(
  instance: DatasourceInstance,
  viewer: BankViewer,
  request: ResourceRequest,
  signal: AbortSignal
): Promise<{ statements: QuerySql[] }> {
  const { from, intervalMs, model, to } = readBody(request);
  const { adhocFilters, query: asked } = readModel(model);
  if (viewer.role !== 'analyst') {
    throw new QueryError(forAnalysts, 403);
  }
  const { query } =
    adhocFilters.length > 0
      ? applyAdHocFilters(asked, adhocFilters, await instance.getMeta(viewer, signal))
      : { query: asked };
  const clock = { today: viewer.bank.today, timeZone: viewer.bank.timeZone };
  const prepared = prepareQuery(query, { from, to, intervalMs }, clock);
  const statements = await Promise.all(prepared.map((part) => instance.getSql(viewer, part.query, signal)));
  return { statements: statements.map(({ params, sql }) => ({ sql: formatSql(sql), params })) };
}

/** Laid out for people; as Cube wrote it where the formatter does not know the warehouse's dialect. */
function formatSql(sql: string): string {
  try {
    return format(sql, { language: 'postgresql', tabWidth: 2, expressionWidth: 100 });
  } catch {
    return sql;
  }
}

function readBody({ body }: ResourceRequest): z.infer<typeof bodySchema> {
  let sent: unknown;
  try {
    sent = JSON.parse(Buffer.from(body).toString());
  } catch {
    throw new QueryError('The body is not valid JSON: send {model, from, to, intervalMs}.', 400);
  }
  const parsed = bodySchema.safeParse(sent);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') || 'body';
    throw new QueryError(`${field}: is missing or of the wrong kind; send {model, from, to, intervalMs}.`, 400);
  }
  return parsed.data;
}

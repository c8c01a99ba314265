import { z } from 'zod';

const timePoint = z.union([z.string(), z.number()], {
  error: 'must be epoch milliseconds, an ISO date or a time like now-90d.',
});
const timeRange = z.object({ from: timePoint, to: timePoint });

/** Far above what a query needs, far below what the server's own functions can walk through. */
const deepest = 64;

/** A field that callers may leave out or send as null, as Grafana takes it. */
function withDefault<T>(schema: z.ZodType<T>, value: T) {
  return schema.nullish().transform((given) => given ?? value);
}

/** One query of a request; what else it holds belongs to the datasource. */
export const querySchema = z
  .looseObject({
    refId: withDefault(z.string(), 'A'),
    datasource: z.looseObject({ uid: z.string().optional(), type: z.string().optional() }).nullish(),
    queryType: withDefault(z.string(), ''),
    maxDataPoints: withDefault(z.number().positive(), 100),
    intervalMs: withDefault(z.number().positive(), 1_000),
    hide: withDefault(z.boolean(), false),
    timeRange: timeRange.nullish(),
  })
  .refine((query) => !isDeeperThan(deepest, query), { error: `is nested deeper than ${deepest} levels.` });
export type QueryModel = z.infer<typeof querySchema>;

/** Body of `POST /api/ds/query`. */
export const queryRequestSchema = z.looseObject({
  from: timePoint.nullish(),
  to: timePoint.nullish(),
  queries: z.array(querySchema),
});
export type QueryRequest = z.infer<typeof queryRequestSchema>;

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part));
}

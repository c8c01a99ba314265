import { z } from 'zod';

const timePoint = z.union([z.string(), z.number()]);
const timeRange = z.object({ from: timePoint, to: timePoint });

/** One query of a request; what else it holds belongs to the datasource. */
export const querySchema = z.looseObject({
  refId: z.string().default('A'),
  datasource: z.looseObject({ uid: z.string().optional(), type: z.string().optional() }).nullish(),
  queryType: z.string().default(''),
  maxDataPoints: z.number().positive().default(100),
  intervalMs: z.number().positive().default(1_000),
  hide: z.boolean().default(false),
  timeRange: timeRange.optional(),
});
export type QueryModel = z.infer<typeof querySchema>;

/** Body of `POST /api/ds/query`. */
export const queryRequestSchema = z.looseObject({
  from: timePoint.optional(),
  to: timePoint.optional(),
  queries: z.array(querySchema),
});
export type QueryRequest = z.infer<typeof queryRequestSchema>;

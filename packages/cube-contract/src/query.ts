import { z } from 'zod';
import { filterSchema, type Filter } from './filter';
import { describeFault, refuseUnknownKeys } from './issues';
import { dimensionSchema, memberSchema } from './member';

/** Cube's largest answer (CUBEJS_DB_QUERY_LIMIT) and its answer where no limit is given (CUBEJS_DB_QUERY_DEFAULT_LIMIT). */
export const queryLimits = { highest: 50_000, default: 10_000 } as const;

/** Granularities that the banks' views answer; `auto` is resolved from the panel's interval before Cube is asked. */
export const granularities = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Granularity = (typeof granularities)[number];

/** A relative range ("last 3 months"), one day, or first and last day. */
export type DateRange = string | string[];

export interface TimeDimension {
  dimension: string;
  granularity?: string;
  dateRange?: DateRange;
  /** Several ranges, each answered on its own. */
  compareDateRange?: DateRange[];
}

export type OrderDirection = 'asc' | 'desc';

/** A query of Cube's REST API, checked; `order` always as a list. */
export interface CubeQuery {
  measures?: string[];
  dimensions?: string[];
  timeDimensions?: TimeDimension[];
  filters?: Filter[];
  segments?: string[];
  order?: Array<[string, OrderDirection]>;
  limit?: number;
  offset?: number;
  total?: boolean;
  ungrouped?: boolean;
  timezone?: string;
}

const dateRangeSchema = z.union([z.string().min(1), z.array(z.string()).min(1).max(2)], {
  error: 'must be a text such as "last 3 months", or a list of first and last day: ["1993-01-01", "1993-12-31"].',
});

const timeDimensionSchema = z
  .strictObject(
    {
      dimension: memberSchema,
      granularity: z
        .string({ error: `must be one of ${granularities.join(', ')}.` })
        .regex(/^[a-zA-Z_]\w{0,127}$/, `must be one of ${granularities.join(', ')}.`)
        .nullish()
        .transform((value) => value ?? undefined),
      dateRange: dateRangeSchema.nullish().transform((value) => value ?? undefined),
      compareDateRange: z
        .array(dateRangeSchema, { error: 'must be a list of date ranges.' })
        .min(1, 'needs at least one date range.')
        .max(12, 'takes at most 12 date ranges.')
        .nullish()
        .transform((value) => value ?? undefined),
    },
    refuseUnknownKeys(['dimension', 'granularity', 'dateRange', 'compareDateRange'], {
      member: 'name the time dimension as "dimension".',
    })
  )
  .refine((time) => !(time.dateRange && time.compareDateRange), {
    error: 'has both dateRange and compareDateRange: leave one out.',
  });

const directionSchema = z.enum(['asc', 'desc'], { error: 'must be "asc" or "desc".' });
const orderSchema = z.union(
  [
    z.array(z.tuple([dimensionSchema, directionSchema])),
    z
      .record(dimensionSchema, directionSchema)
      .transform((order) =>
        Object.entries(order).map(([name, direction]): [string, OrderDirection] => [name, direction])
      ),
  ],
  { error: 'must be {"view.member": "asc"} or [["view.member", "desc"]].' }
);

const flag = z.boolean({ error: 'must be true or false.' }).optional();
const listOf = (what: string) => ({ error: `must be a list of ${what}.` });

const shape = {
  measures: z.array(memberSchema, listOf('measures')).optional(),
  dimensions: z.array(dimensionSchema, listOf('dimensions')).optional(),
  timeDimensions: z.array(timeDimensionSchema, listOf('time dimensions')).optional(),
  filters: z.array(filterSchema, listOf('filters')).optional(),
  segments: z.array(memberSchema, listOf('segments')).optional(),
  order: orderSchema.optional(),
  limit: z
    .int({ error: `must be a whole number from 1 to ${queryLimits.highest}.` })
    .min(1, `must be a whole number from 1 to ${queryLimits.highest}.`)
    .max(queryLimits.highest, `must be a whole number from 1 to ${queryLimits.highest}; page on with offset.`)
    .nullish()
    .transform((value) => value ?? undefined),
  offset: z
    .int({ error: 'must be a whole number, 0 or more.' })
    .min(0, 'must be a whole number, 0 or more.')
    .nullish()
    .transform((value) => value ?? undefined),
  total: flag,
  ungrouped: flag,
  timezone: z.string({ error: 'must be the name of a time zone.' }).optional(),
};

const setElsewhere = 'leave it out, the datasource sets it.';

/** A query of Cube's REST API; foreign keys and wrong values are refused with a message for people. */
export const cubeQuerySchema: z.ZodType<CubeQuery> = z
  .strictObject(
    shape,
    refuseUnknownKeys(Object.keys(shape), {
      responseFormat: setElsewhere,
      cache: setElsewhere,
      cacheMode: setElsewhere,
      renewQuery: setElsewhere,
      rowLimit: 'name it "limit".',
      time_dimensions: 'name it "timeDimensions".',
    })
  )
  .superRefine((query, context) => {
    const times = query.timeDimensions ?? [];
    const shown = times.filter((time) => time.granularity !== undefined).length;
    if (!query.measures?.length && !query.dimensions?.length && shown === 0) {
      context.addIssue({
        code: 'custom',
        message: 'asks for nothing: choose a measure, a dimension or a time dimension with a granularity.',
      });
    }
    if (times.filter((time) => time.compareDateRange).length > 1) {
      context.addIssue({ code: 'custom', path: ['timeDimensions'], message: 'only one may have compareDateRange.' });
    }
  });

export type QueryCheck = { ok: true; query: CubeQuery } | { ok: false; fault: string };

/** Checks a query from outside; the fault is one sentence that names the field and the remedy. */
export function parseCubeQuery(value: unknown): QueryCheck {
  const parsed = cubeQuerySchema.safeParse(value);
  return parsed.success ? { ok: true, query: parsed.data } : { ok: false, fault: describeFault(parsed.error) };
}

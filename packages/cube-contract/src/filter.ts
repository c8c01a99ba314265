import { z } from 'zod';
import { findNearest, refuseUnknownKeys } from './issues';
import { memberSchema } from './member';

/** Operators of Cube's REST API. */
export const filterOperators = [
  'equals',
  'notEquals',
  'contains',
  'notContains',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'in',
  'notIn',
  'gt',
  'gte',
  'lt',
  'lte',
  'set',
  'notSet',
  'inDateRange',
  'notInDateRange',
  'onTheDate',
  'beforeDate',
  'beforeOrOnDate',
  'afterDate',
  'afterOrOnDate',
  'measureFilter',
] as const;
export type FilterOperator = (typeof filterOperators)[number];

/** Operators that take no values. */
const withoutValues: readonly string[] = ['set', 'notSet', 'measureFilter'] satisfies FilterOperator[];

/** A condition on one member; values as texts, as Cube compares them. */
export interface MemberFilter {
  member: string;
  operator: FilterOperator;
  values?: Array<string | null>;
}

/** A condition, or several that must all hold (`and`) or of which one must (`or`). */
export type Filter = MemberFilter | { and: Filter[] } | { or: Filter[] };

const operatorSchema = z.enum(filterOperators, {
  error: (issue) => {
    const nearest = typeof issue.input === 'string' ? findNearest(issue.input, filterOperators) : undefined;
    const hint = nearest ? `did you mean "${nearest}"?` : `use one of ${filterOperators.join(', ')}.`;
    return `${JSON.stringify(issue.input) ?? 'nothing'} is not an operator: ${hint}`;
  },
});

const valueSchema = z
  .union([z.string(), z.number(), z.boolean(), z.null()], { error: 'must be a text, a number, true, false or null.' })
  .refine((value) => typeof value !== 'string' || !value.includes('\0'), {
    error: 'holds the character NUL: take it out.',
  })
  .transform((value) => (value === null ? null : String(value)));

const memberFilterSchema = z
  .strictObject(
    {
      member: memberSchema,
      operator: operatorSchema,
      values: z.array(valueSchema, { error: 'must be a list, also for one value: ["B0101"].' }).optional(),
    },
    refuseUnknownKeys(['member', 'operator', 'values'], {
      dimension: 'name the dimension or measure as "member".',
      value: 'give "values", a list.',
      and: 'a filter has either "member" or "and" or "or".',
      or: 'a filter has either "member" or "and" or "or".',
    })
  )
  .superRefine((filter, context) => {
    if (!filter.values?.length && !withoutValues.includes(filter.operator)) {
      context.addIssue({
        code: 'custom',
        path: ['values'],
        message: `the operator "${filter.operator}" needs at least one value; to ask for any value use "set", for none "notSet".`,
      });
    }
  });

const deepest = 8;

/** A filter of a query, groups included. */
export const filterSchema = makeFilterSchema(deepest);

function makeFilterSchema(depth: number): z.ZodType<Filter> {
  // A union would report the faults of all its branches: the keys tell which one is meant.
  return z.unknown().transform((value, context): Filter => {
    const schema = depth === 0 ? undefined : chooseSchema(value, depth);
    if (!schema) {
      context.addIssue({
        code: 'custom',
        message: `filters are nested deeper than ${deepest} levels: write them flatter.`,
      });
      return z.NEVER;
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      parsed.error.issues.forEach((issue) =>
        context.addIssue({ code: 'custom', message: issue.message, path: [...issue.path] })
      );
      return z.NEVER;
    }
    return parsed.data;
  });
}

function chooseSchema(value: unknown, depth: number): z.ZodType<Filter> {
  const isGroup = (key: string) => typeof value === 'object' && value !== null && key in value && !('member' in value);
  const group = z.lazy(() =>
    z.array(makeFilterSchema(depth - 1), { error: 'must be a list of filters.' }).min(1, 'needs at least one filter.')
  );
  if (isGroup('and')) {
    return z.strictObject({ and: group }, refuseUnknownKeys(['and']));
  }
  if (isGroup('or')) {
    return z.strictObject({ or: group }, refuseUnknownKeys(['or']));
  }
  return memberFilterSchema;
}

export function isMemberFilter(filter: Filter): filter is MemberFilter {
  return 'member' in filter;
}

/** The same filter with every condition on a member replaced. */
export function mapMemberFilters(filter: Filter, change: (filter: MemberFilter) => MemberFilter): Filter {
  if (isMemberFilter(filter)) {
    return change(filter);
  }
  return 'and' in filter
    ? { and: filter.and.map((part) => mapMemberFilters(part, change)) }
    : { or: filter.or.map((part) => mapMemberFilters(part, change)) };
}

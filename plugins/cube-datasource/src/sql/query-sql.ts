import { z } from 'zod';

/** A statement with `$1`, `$2` for its parameters. */
export interface QuerySql {
  sql: string;
  params: unknown[];
}

const answerSchema = z.object({
  statements: z.array(z.object({ sql: z.string(), params: z.array(z.unknown()) })),
});

/** Reads the answer of the resource `sql`; throws a ZodError for another one. */
export function readQuerySql(answer: unknown): QuerySql[] {
  return answerSchema.parse(answer).statements;
}

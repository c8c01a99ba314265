import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

export const problemMediaType = 'application/problem+json';

/** An error document after RFC 9457. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** An error whose detail may be shown to the caller. */
export class ProblemError extends Error {
  override name = 'ProblemError';

  constructor(
    readonly status: number,
    detail: string,
    /** Further members of the document */
    readonly members: Readonly<Record<string, unknown>> = {}
  ) {
    super(detail);
  }
}

/** The document for an error; what is not meant for callers becomes a plain 500. `instance` is the path asked for. */
export function toProblem(error: unknown, instance: string): Problem {
  const { status, detail } = describe(error);
  const members = error instanceof ProblemError ? error.members : {};
  return { ...members, type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, instance };
}

function describe(error: unknown): { status: number; detail: string } {
  if (error instanceof ProblemError) {
    return { status: error.status, detail: error.message };
  }
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  ) {
    return { status: error.statusCode, detail: error.message };
  }
  return { status: 500, detail: 'The action hub failed; its log says more.' };
}

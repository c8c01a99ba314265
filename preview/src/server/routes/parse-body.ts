import { type z } from 'zod';
import { HttpError } from '../http-error';

/** The checked body; throws a 400 that names the fields. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'the body'}: ${issue.message}`);
  throw new HttpError(400, `Bad request data: ${problems.join('; ')}`);
}

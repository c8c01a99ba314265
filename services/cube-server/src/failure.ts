import { z } from 'zod';

const httpErrorSchema = z.object({ status: z.number().int().min(400).max(599), message: z.string() });

/** What a caller is told about an error that reached the end of the request. */
export function describeFailure(error: unknown): { status: number; message: string } {
  const known = httpErrorSchema.safeParse(error);
  return known.success
    ? { status: known.data.status, message: known.data.message }
    : { status: 500, message: 'The semantic layer failed: see its log.' };
}

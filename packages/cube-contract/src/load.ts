import { z } from 'zod';
import { annotationSchema } from './meta';

/** A value as Cube sends it: numerics mostly as texts, times as `YYYY-MM-DDTHH:mm:ss.SSS` without a zone. */
export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

const annotations = z.record(z.string(), annotationSchema).default({});

// Cells are checked where they are read: a check of each by zod would cost more than all the rest.
const rowsSchema = z.array(z.record(z.string(), z.unknown()));
const compactSchema = z.object({ members: z.array(z.string()), dataset: z.array(z.array(z.unknown())) });

/** One answer of Cube's `/v1/load`, in its default form (rows as objects) or compact (members and rows as lists). */
export const loadResultSchema = z.looseObject({
  annotation: z.looseObject({
    measures: annotations,
    dimensions: annotations,
    segments: annotations,
    timeDimensions: annotations,
  }),
  data: z.union([compactSchema, rowsSchema]),
  total: z
    .union([z.number(), z.string().transform(Number)])
    .nullish()
    .transform((value) => value ?? undefined),
  lastRefreshTime: z.string().optional(),
});
export type LoadResult = z.infer<typeof loadResultSchema>;

/** Cube's answer while a query still runs. */
export const continueWaitSchema = z.looseObject({ error: z.literal('Continue wait') });

/** Cube's answer when it refuses or fails. */
export const loadErrorSchema = z.looseObject({ error: z.string() });

/** Columns of an answer by member name; a member that the answer lacks has no column. */
export function toColumns(result: LoadResult): { rows: number; read: (member: string) => unknown[] | undefined } {
  const { data } = result;
  if ('members' in data) {
    return {
      rows: data.dataset.length,
      read: (member) => {
        const index = data.members.indexOf(member);
        return index < 0 ? undefined : data.dataset.map((row) => row[index]);
      },
    };
  }
  return {
    rows: data.length,
    read: (member) =>
      data.length > 0 && !data.some((row) => member in row) ? undefined : data.map((row) => row[member]),
  };
}

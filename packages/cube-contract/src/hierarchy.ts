import { z } from 'zod';

/** A way down through a view, as Cube's `/v1/meta` tells it: levels from the coarsest to the finest, each within the one before. */
export const metaHierarchySchema = z.looseObject({
  /** With its view: `deposits.geography` */
  name: z.string(),
  title: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  /** Dimensions with their view */
  levels: z.array(z.string()).default([]),
});
export type MetaHierarchy = z.infer<typeof metaHierarchySchema>;

const codeSuffix = '_code';

/** Whether a dimension tells units apart by itself, so that it needs no coarser level beside it: `outlet_code`. */
export function isCode(dimension: string): boolean {
  return dimension.endsWith(codeSuffix);
}

/** The dimension that people read for a code, `outlet` for `outlet_code`, where there is one; else undefined. */
export function findLabel(dimension: string, dimensions: Iterable<string>): string | undefined {
  const label = isCode(dimension) ? dimension.slice(0, -codeSuffix.length) : undefined;
  return [...dimensions].find((name) => name === label);
}

import { z } from 'zod';
import { metaHierarchySchema } from './hierarchy';

/** What a measure's figure is: decides unit and format. */
export const figureUnits = ['currency', 'count', 'ratio', 'hours', 'minutes'] as const;
export type FigureUnitName = (typeof figureUnits)[number];

/** What Branchlight's views say about a member besides Cube's own words; unknown values are left out. */
export const memberMetaSchema = z.looseObject({
  unit: z.enum(figureUnits).optional().catch(undefined),
  direction: z.enum(['up', 'down', 'none']).optional().catch(undefined),
  owner: z.string().optional().catch(undefined),
  certified: z.boolean().optional().catch(undefined),
  semi_additive: z.boolean().optional().catch(undefined),
  formula: z.string().optional().catch(undefined),
  decimals: z.int().min(0).max(15).optional().catch(undefined),
});
export type MemberMeta = z.infer<typeof memberMetaSchema>;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const memberMeta = memberMetaSchema.nullish().transform((value) => value ?? undefined);

/** A measure, dimension or segment of Cube's `/v1/meta`. */
export const metaMemberSchema = z.looseObject({
  name: z.string(),
  title: text,
  shortTitle: text,
  description: text,
  type: text,
  meta: memberMeta,
  /** Of measures: dimensions with their view that the figure can be looked at by, in this order */
  drillMembers: z.array(z.string()).optional().catch(undefined),
});
export type MetaMember = z.infer<typeof metaMemberSchema>;

/** A view of Cube's `/v1/meta`. */
export const metaCubeSchema = z.looseObject({
  name: z.string(),
  title: text,
  description: text,
  measures: z.array(metaMemberSchema),
  dimensions: z.array(metaMemberSchema),
  segments: z.array(metaMemberSchema).default([]),
  hierarchies: z.array(metaHierarchySchema).default([]),
});
export type MetaCube = z.infer<typeof metaCubeSchema>;

/** Cube's answer to `/v1/meta`: what the caller may see. */
export const metaSchema = z.looseObject({ cubes: z.array(metaCubeSchema) });
export type Meta = z.infer<typeof metaSchema>;

/** A member in the annotation of an answer to `/v1/load`. */
export const annotationSchema = z.looseObject({
  title: text,
  shortTitle: text,
  description: text,
  type: text,
  /** Cube's format, such as percent or number; one that is not a word is left out */
  format: z.string().optional().catch(undefined),
  meta: memberMeta,
});
export type Annotation = z.infer<typeof annotationSchema>;

import { z } from 'zod';

const usageSchema = z.strictObject({
  /** board: a dashboard; page: of the command center; rule: an alert; playbook */
  kind: z.enum(['board', 'page', 'rule', 'playbook']),
  title: z.string(),
});
export type MetricUsage = z.infer<typeof usageSchema>;

const originSchema = z.strictObject({
  /** Name of the mapping's source, or what else fills the table: demo bank, settings */
  source: z.string(),
  /** Patterns of the files */
  files: z.array(z.string()),
});

const viewSchema = z.strictObject({
  /** Groups of viewers that may ask the view */
  groups: z.array(z.string()),
  /** The private cube behind it */
  cube: z.string(),
  /** Tables of the warehouse that the cube asks */
  asks: z.array(z.string()),
  /** Tables derived on the way, those asked included */
  through: z.array(z.string()),
  /** Tables that are loaded, and nothing in the warehouse derives */
  loaded: z.array(z.string()),
});
export type ViewLineage = z.infer<typeof viewSchema>;

/** What `npm run metrics` derives from the model beside what the model says itself: cube-schema/catalogue.json. */
export const catalogueFileSchema = z.strictObject({
  /** By loaded table, who fills it */
  tables: z.record(z.string(), z.array(originSchema)),
  views: z.record(z.string(), viewSchema),
  /** By measure, who shows it or decides by it */
  usage: z.record(z.string(), z.array(usageSchema)),
});
export type CatalogueFile = z.infer<typeof catalogueFileSchema>;

/** Answer of `GET /branchlight/v1/catalogue`: the same for the views that the caller may ask, with the ages of their tables. */
export const catalogueAnswerSchema = z.object({
  ...catalogueFileSchema.shape,
  /** By loaded table, end of its latest load (ISO 8601); null where no file was loaded into it */
  loadedAt: z.record(z.string(), z.string().nullable()),
});
export type CatalogueAnswer = z.infer<typeof catalogueAnswerSchema>;

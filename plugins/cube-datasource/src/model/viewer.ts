import { z } from 'zod';

const unitSchema = z.object({ level: z.string(), code: z.string(), name: z.string() });

/** Answer of the datasource's `viewer` resource: who asks, for which part of the bank, and what the bank's data span. */
export const viewerSchema = z.looseObject({
  login: z.string(),
  role: z.string(),
  /** Equal for viewers who see the same rows. */
  scopeKey: z.string(),
  unit: unitSchema.extend({ parents: z.array(unitSchema).default([]) }),
  bank: z.looseObject({
    code: z.string(),
    name: z.string(),
    /** ISO 4217 */
    currency: z.string(),
    /** IANA zone that cuts the bank's days. */
    timeZone: z.string(),
    /** First and last day with data, `YYYY-MM-DD`; null while nothing is loaded. */
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
    today: z.string().nullable(),
  }),
  /** Changes whenever data were loaded. */
  dataVersion: z.union([z.string(), z.number()]),
});

export type Viewer = z.infer<typeof viewerSchema>;

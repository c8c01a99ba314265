import { z } from 'zod';

export const viewerRoles = ['executive', 'analyst', 'region_manager', 'branch_manager', 'staff'] as const;
export type ViewerRole = (typeof viewerRoles)[number];

const unitSchema = z.object({
  level: z.enum(['bank', 'region', 'outlet', 'staff']),
  code: z.string(),
  name: z.string(),
});

const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The answer of `GET /branchlight/v1/viewer`: who asks, what they may see, and of which bank. */
export const viewerSchema = z.looseObject({
  login: z.string(),
  role: z.enum(viewerRoles),
  /** Equal for viewers who see the same rows. */
  scopeKey: z.string().min(1),
  unit: unitSchema.extend({ parents: z.array(unitSchema) }),
  /** Null while no bank is loaded. */
  bank: z
    .object({
      code: z.string(),
      name: z.string(),
      /** ISO 4217. */
      currency: z.string(),
      /** IANA name. */
      timeZone: z.string(),
      firstDay: daySchema.nullable(),
      lastDay: daySchema.nullable(),
      /** What relative ranges count from; null while there are no days. */
      today: daySchema.nullable(),
    })
    .nullable(),
  /** Of the Cube server; servers before it told do not. */
  cubeVersion: z.string().optional(),
  /** Changes with every load. */
  dataVersion: z.union([z.string(), z.number()]).nullable(),
  /** When the last load ended, an ISO moment, and how long ago by the database's clock; servers before it told do not. */
  dataLoadedAt: z.iso.datetime().optional(),
  dataAgeMs: z.number().nonnegative().optional(),
  /** The worst of what is loaded by itself: `late`, `failing`, `ok`, or `none` when nothing is. */
  feeds: z.enum(['none', 'ok', 'late', 'failing']).optional(),
});
export type Viewer = z.infer<typeof viewerSchema>;
export type ViewerBank = NonNullable<Viewer['bank']>;

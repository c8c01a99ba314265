import { z } from 'zod';

/** Grafana writes both `uid` and its older neighbours; only what the preview serves is kept. */
export const datasourceSchema = z.object({
  name: z.string().min(1),
  type: z.string().min(1),
  uid: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'letters, digits, - and _ only, at most 40'),
  access: z.enum(['proxy', 'direct']).default('proxy'),
  orgId: z.number().int().default(1),
  url: z.string().default(''),
  user: z.string().default(''),
  isDefault: z.boolean().default(false),
  editable: z.boolean().default(false),
  jsonData: z.record(z.string(), z.unknown()).default({}),
  secureJsonData: z.record(z.string(), z.string()).default({}),
});
export type ProvisionedDatasource = z.infer<typeof datasourceSchema>;

export const datasourceFileSchema = z.object({
  apiVersion: z.literal(1),
  datasources: z.array(datasourceSchema).default([]),
});

export const appSchema = z.object({
  type: z.string().min(1),
  org_id: z.number().int().default(1),
  disabled: z.boolean().default(false),
  jsonData: z.record(z.string(), z.unknown()).default({}),
  secureJsonData: z.record(z.string(), z.string()).default({}),
});
export type ProvisionedApp = z.infer<typeof appSchema>;

export const appFileSchema = z.object({ apiVersion: z.literal(1), apps: z.array(appSchema).default([]) });

export const dashboardProviderSchema = z.object({
  name: z.string().min(1),
  orgId: z.number().int().default(1),
  folder: z.string().default(''),
  folderUid: z.string().default(''),
  type: z.literal('file').default('file'),
  allowUiUpdates: z.boolean().default(false),
  options: z.object({ path: z.string().min(1) }),
});
export type DashboardProvider = z.infer<typeof dashboardProviderSchema>;

export const dashboardProviderFileSchema = z.object({
  apiVersion: z.literal(1),
  providers: z.array(dashboardProviderSchema).default([]),
});

/** A dashboard's JSON; what it holds beyond its identity is the browser's business. */
export const dashboardSchema = z.looseObject({
  uid: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'letters, digits, - and _ only, at most 40'),
  title: z.string().min(1),
  tags: z.array(z.string()).default([]),
  panels: z.array(z.looseObject({ id: z.number().int(), type: z.string() })),
  schemaVersion: z.number().int(),
  version: z.number().int().default(1),
});
export type DashboardModel = z.infer<typeof dashboardSchema>;

import { z } from 'zod';

/**
 * What the preview's server and its browser host say to each other beside Grafana's own HTTP API. The server parses what
 * it sends and the host what it receives with the same schemas, so neither side can drift.
 */

export const viewerRoleSchema = z.enum(['executive', 'analyst', 'region_manager', 'branch_manager', 'staff']);
export type ViewerRole = z.infer<typeof viewerRoleSchema>;

export const orgUnitSchema = z.object({
  level: z.enum(['bank', 'region', 'outlet', 'staff']),
  code: z.string(),
  name: z.string(),
});
export type OrgUnit = z.infer<typeof orgUnitSchema>;

/** Somebody the switcher offers. `title` is readable ("Branch manager, Praha"). */
export const bootViewerSchema = z.object({
  login: z.string(),
  title: z.string(),
  role: viewerRoleSchema,
  unit: orgUnitSchema,
});
export type BootViewer = z.infer<typeof bootViewerSchema>;

/** A built plugin as the host loads it; `info`, `includes` and the like are those of its plugin.json. */
export const bootPluginSchema = z.object({
  id: z.string(),
  type: z.enum(['app', 'datasource', 'panel']),
  name: z.string(),
  /** URL of the AMD module, `/public/plugins/<id>/module.js?v=<hash>` (the hash changes with the build). */
  module: z.string(),
  /** `/public/plugins/<id>`, no slash at the end. */
  baseUrl: z.string(),
  info: z.looseObject({
    version: z.string(),
    updated: z.string().optional(),
    description: z.string().optional(),
    logos: z.object({ small: z.string(), large: z.string() }),
  }),
  includes: z.array(z.looseObject({ type: z.string(), name: z.string().optional(), path: z.string().optional() })),
  /** Locales of plugin.json's `languages`. */
  languages: z.array(z.string()),
  /** URL of each locale's resource file, by language. */
  translations: z.record(z.string(), z.string()),
  enabled: z.boolean(),
  /** Settings of an app from provisioning/plugins; empty for the others. Never secrets. */
  jsonData: z.record(z.string(), z.unknown()),
  backend: z.boolean(),
  alerting: z.boolean(),
  metrics: z.boolean(),
  annotations: z.boolean(),
  /** Whether a datasource's ad-hoc filters take several values; left out where its plugin.json says nothing. */
  multiValueFilterOperators: z.boolean().optional(),
});
export type BootPlugin = z.infer<typeof bootPluginSchema>;

/** A provisioned datasource as Grafana's frontend settings show it: no secrets, no URL of the service behind. */
export const bootDatasourceSchema = z.object({
  id: z.number().int(),
  uid: z.string(),
  name: z.string(),
  type: z.string(),
  access: z.enum(['proxy', 'direct']),
  isDefault: z.boolean(),
  readOnly: z.boolean(),
  jsonData: z.record(z.string(), z.unknown()),
});
export type BootDatasource = z.infer<typeof bootDatasourceSchema>;

export const bootBankSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** ISO 4217. */
  currency: z.string(),
  /** IANA zone that cuts the bank's days. */
  timeZone: z.string(),
  calendar: z.string(),
  /** First and last day with deposit data, `YYYY-MM-DD`; null while nothing is loaded. */
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
});
export type BootBank = z.infer<typeof bootBankSchema>;

/** Answer of `GET /preview/boot`. */
export const bootSchema = z.object({
  user: z.object({
    id: z.number().int(),
    login: z.string(),
    name: z.string(),
    role: viewerRoleSchema,
    /** Role in Grafana's sense. */
    orgRole: z.enum(['Viewer', 'Editor', 'Admin']),
    unit: orgUnitSchema,
  }),
  /** Up to 200 viewers, top of the organisation first; `GET /preview/viewers?search=` finds the others. */
  viewers: z.array(bootViewerSchema),
  viewersTotal: z.number().int(),
  bank: bootBankSchema,
  plugins: z.array(bootPluginSchema),
  datasources: z.array(bootDatasourceSchema),
  /** Id of the app that `/` opens, when it is built. */
  homeApp: z.string().nullable(),
  /** What "now" means, `YYYY-MM-DD` in the bank's zone. */
  today: z.string(),
  theme: z.enum(['light', 'dark', 'system']),
  version: z.string(),
});
export type Boot = z.infer<typeof bootSchema>;

/** Body of `POST /preview/session`, `application/json` with the page's own Origin; answers 200 and sets the cookie. */
export const sessionRequestSchema = z.strictObject({ login: z.string().min(1).max(200) });
export type SessionRequest = z.infer<typeof sessionRequestSchema>;

/** Answer of `POST /preview/session`. */
export const sessionResponseSchema = z.object({ login: z.string() });

/** Answer of `GET /preview/viewers?search=TEXT`: up to 50 viewers whose login or title holds the text. */
export const viewersResponseSchema = z.object({ items: z.array(bootViewerSchema), total: z.number().int() });

/** Errors of the preview's API, as Grafana words them. */
export const errorResponseSchema = z.looseObject({ message: z.string() });

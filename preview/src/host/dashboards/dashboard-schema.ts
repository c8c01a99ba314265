import { z } from 'zod';

/** The parts of a dashboard's JSON that the preview draws; the rest passes through or is ignored. */
const datasourceRefSchema = z.looseObject({ type: z.string().optional(), uid: z.string().optional() });

const gridPosSchema = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() });

const fieldConfigSchema = z.looseObject({
  defaults: z.looseObject({}).default({}),
  overrides: z
    .array(
      z.looseObject({
        matcher: z.looseObject({ id: z.string() }),
        properties: z.array(z.looseObject({ id: z.string() })),
      })
    )
    .default([]),
});

const basePanelSchema = z.looseObject({
  id: z.number(),
  type: z.string(),
  title: z.string().default(''),
  description: z.string().optional(),
  gridPos: gridPosSchema.default({ x: 0, y: 0, w: 12, h: 8 }),
  datasource: datasourceRefSchema.nullish(),
  targets: z.array(z.looseObject({ refId: z.string() })).default([]),
  options: z.record(z.string(), z.unknown()).default({}),
  fieldConfig: fieldConfigSchema.default({ defaults: {}, overrides: [] }),
  transformations: z.array(z.looseObject({ id: z.string() })).default([]),
  transparent: z.boolean().default(false),
  maxDataPoints: z.number().nullish(),
  interval: z.string().nullish(),
  timeFrom: z.string().nullish(),
  timeShift: z.string().nullish(),
  pluginVersion: z.string().optional(),
  collapsed: z.boolean().default(false),
});

const panelSchema = basePanelSchema.extend({ panels: z.array(basePanelSchema).default([]) });
export type DashboardPanel = z.infer<typeof panelSchema>;

const variableSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  label: z.string().nullish(),
  description: z.string().nullish(),
  hide: z.number().optional(),
  query: z.unknown().optional(),
  datasource: datasourceRefSchema.nullish(),
  regex: z.string().default(''),
  sort: z.number().default(0),
  refresh: z.number().default(1),
  multi: z.boolean().default(false),
  includeAll: z.boolean().default(false),
  allValue: z.string().nullish(),
  auto: z.boolean().default(false),
  auto_min: z.string().default('1d'),
  auto_count: z.number().default(30),
  filters: z
    .array(
      z.looseObject({
        key: z.string(),
        operator: z.string(),
        value: z.string(),
        values: z.array(z.string()).optional(),
      })
    )
    .default([]),
  current: z.looseObject({ value: z.unknown(), text: z.unknown() }).partial().default({}),
});
export type DashboardVariable = z.infer<typeof variableSchema>;

export const dashboardSchema = z.looseObject({
  uid: z.string(),
  title: z.string(),
  description: z.string().nullish(),
  tags: z.array(z.string()).default([]),
  panels: z.array(panelSchema).default([]),
  templating: z.object({ list: z.array(variableSchema).default([]) }).default({ list: [] }),
  time: z.object({ from: z.string(), to: z.string() }).default({ from: 'now-1y', to: 'now' }),
  timezone: z.string().default(''),
  refresh: z.union([z.string(), z.boolean()]).nullish(),
  timepicker: z
    .looseObject({ refresh_intervals: z.array(z.string()).optional(), hidden: z.boolean().optional() })
    .default({}),
  weekStart: z.string().optional(),
});
export type DashboardModel = z.infer<typeof dashboardSchema>;

/** Answer of `GET /api/dashboards/uid/UID`. */
export const dashboardResponseSchema = z.object({
  meta: z.looseObject({ folderTitle: z.string().optional(), url: z.string().optional() }),
  dashboard: dashboardSchema,
});

/** One row of `GET /api/search`. */
export const searchResultSchema = z.array(
  z.looseObject({ uid: z.string(), title: z.string(), url: z.string(), folderTitle: z.string().optional() })
);
export type SearchResult = z.infer<typeof searchResultSchema>;

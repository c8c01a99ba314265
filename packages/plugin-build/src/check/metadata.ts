import { z } from 'zod';

const pluginId = z
  .string()
  .regex(/^[0-9a-z]+-[0-9a-z]+-(app|panel|datasource)$/, 'must be <organisation>-<name>-<type>');
const flag = z.boolean().optional();
const link = z.strictObject({ name: z.string().min(1), url: z.url({ protocol: /^https$/ }) });
const image = z.string().regex(/^img\/[\w./-]+\.(svg|png|jpe?g|gif)$/, 'must be an image below img/');

/**
 * A built plugin.json with the fields that Grafana documents, as far as this repository uses them. Strict: Grafana reads past a misspelt
 * field without a word.
 */
export const builtMetadataSchema = z.strictObject({
  $schema: z.string().optional(),
  type: z.enum(['app', 'panel', 'datasource']),
  id: pluginId,
  name: z.string().min(1),
  info: z.strictObject({
    description: z.string().min(10, 'is too short for a catalogue'),
    author: z.strictObject({ name: z.string().min(1), url: z.url().optional(), email: z.email().optional() }),
    keywords: z.array(z.string().min(1)).min(1),
    logos: z.strictObject({ small: image, large: image }),
    links: z.array(link),
    screenshots: z.array(z.strictObject({ name: z.string().min(1), path: image })),
    version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'is no version'),
    updated: z.iso.date(),
  }),
  dependencies: z.strictObject({
    grafanaDependency: z
      .string()
      .regex(/^>=\d+\.\d+\.\d+(-0)?$/, 'must be >=x.y.z: an upper bound locks newer Grafanas out'),
    plugins: z
      .array(z.strictObject({ type: z.enum(['app', 'panel', 'datasource']), id: pluginId, name: z.string().min(1) }))
      .default([]),
  }),
  languages: z.array(z.string()).default([]),
  category: z
    .enum(['tsdb', 'logging', 'cloud', 'tracing', 'profiling', 'sql', 'enterprise', 'iot', 'other'])
    .optional(),
  metrics: flag,
  logs: flag,
  tracing: flag,
  annotations: flag,
  alerting: flag,
  streaming: flag,
  backend: flag,
  executable: z.string().optional(),
  preload: flag,
  autoEnabled: flag,
  skipDataQuery: flag,
  multiValueFilterOperators: flag,
  suggestions: flag,
  state: z.enum(['alpha', 'beta']).optional(),
  queryOptions: z.strictObject({ maxDataPoints: flag, minInterval: flag, cacheTimeout: flag }).optional(),
  includes: z
    .array(
      z.strictObject({
        type: z.enum(['page', 'dashboard']),
        name: z.string().min(1),
        path: z.string().optional(),
        role: z.enum(['Admin', 'Editor', 'Viewer']).optional(),
        action: z.string().optional(),
        icon: z.string().optional(),
        uid: z.string().optional(),
        addToNav: flag,
        defaultNav: flag,
      })
    )
    .default([]),
  routes: z
    .array(
      z.strictObject({
        path: z.string().min(1),
        url: z.string().min(1),
        method: z.string().optional(),
        reqRole: z.enum(['Admin', 'Editor', 'Viewer']).optional(),
        reqAction: z.string().optional(),
        headers: z.array(z.strictObject({ name: z.string(), content: z.string() })).optional(),
      })
    )
    .default([]),
});

export type BuiltMetadata = z.infer<typeof builtMetadataSchema>;

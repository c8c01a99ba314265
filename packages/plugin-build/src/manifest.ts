import { readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@branchlight/runtime';
import { z } from 'zod';

/** Oldest Grafana whose shared modules the bundles rely on (`react/jsx-runtime` is shared from 13 on). */
const oldestGrafana = /^>=\s*(1[3-9]|[2-9]\d)\.\d+\.\d+/;

const assetPath = z.string().regex(/^img\/[\w./-]+\.(svg|png)$/, 'must be an .svg or .png below img/');

/** What of a plugin.json the build relies on; Grafana's own schema has more. */
const manifestSchema = z.looseObject({
  // Grafana takes `<organisation>-<name>-<type>`: a further hyphen would be read as a part of its own.
  id: z.string().regex(/^branchlight-[a-z0-9]+-(app|panel|datasource)$/, 'must be branchlight-<name>-<type>'),
  type: z.enum(['app', 'panel', 'datasource']),
  name: z.string().min(1),
  backend: z.boolean().default(false),
  executable: z
    .string()
    .regex(/^gpx_[a-z0-9_]+$/, 'must start with gpx_')
    .optional(),
  languages: z.array(z.string()).default([]),
  info: z.looseObject({
    description: z.string().min(1),
    author: z.looseObject({ name: z.string().min(1) }),
    keywords: z.array(z.string()).default([]),
    logos: z.object({ small: assetPath, large: assetPath }),
    screenshots: z.array(z.looseObject({ name: z.string().min(1), path: assetPath })).default([]),
    version: z.literal('%VERSION%'),
    updated: z.literal('%TODAY%'),
  }),
  dependencies: z.looseObject({
    grafanaDependency: z.string().regex(oldestGrafana, 'must be ">=13.0.0" or newer'),
  }),
});

export type PluginManifest = z.infer<typeof manifestSchema>;

/**
 * Reads and checks `src/plugin.json` of a plugin.
 * @throws {UserError} naming the file and every field that is wrong
 */
export function readManifest(pluginFolder: string): PluginManifest {
  const file = path.join(pluginFolder, 'src', 'plugin.json');
  const result = manifestSchema.safeParse(parseJson(file));
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new UserError(`${file} is not a plugin.json that can be built:\n${problems.join('\n')}`);
  }
  const manifest = result.data;
  if (!manifest.id.endsWith(`-${manifest.type}`)) {
    throw new UserError(`${file}: id "${manifest.id}" must end with its type "-${manifest.type}".`);
  }
  if (manifest.backend !== (manifest.executable !== undefined)) {
    throw new UserError(`${file}: "backend": true and "executable" belong together; set both or none.`);
  }
  return manifest;
}

function parseJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`${file} is missing. Every plugin needs one; copy that of another plugin and change it.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

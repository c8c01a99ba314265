import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const logosSchema = z.object({ small: z.string(), large: z.string() });

const routeSchema = z.object({
  path: z.string().min(1),
  url: z.string().min(1),
  method: z.string().optional(),
  reqRole: z.enum(['Viewer', 'Editor', 'Admin']).default('Viewer'),
});
export type PluginRoute = z.infer<typeof routeSchema>;

const manifestSchema = z.looseObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/),
  type: z.enum(['app', 'datasource', 'panel']),
  name: z.string(),
  info: z.looseObject({
    version: z.string().default(''),
    updated: z.string().optional(),
    description: z.string().optional(),
    logos: logosSchema,
  }),
  includes: z.array(z.looseObject({ type: z.string() })).default([]),
  languages: z.array(z.string()).default([]),
  routes: z.array(routeSchema).default([]),
  backend: z.boolean().default(false),
  executable: z.string().optional(),
  alerting: z.boolean().default(false),
  metrics: z.boolean().default(false),
  annotations: z.boolean().default(false),
  multiValueFilterOperators: z.boolean().optional(),
});
export type PluginManifest = z.infer<typeof manifestSchema>;

export interface InstalledPlugin {
  manifest: PluginManifest;
  /** Folder of the built plugin, absolute. */
  folder: string;
}

/** The built plugins by id, read again when a build changed them. */
export interface PluginCatalog {
  list: () => InstalledPlugin[];
  find: (id: string) => InstalledPlugin | undefined;
}

/** Finds the built plugins `<folder>/<name>/dist`. A folder without a build is left out; a broken plugin.json throws. */
export class FolderPluginCatalog implements PluginCatalog {
  private readonly known = new Map<string, { changed: number; plugin: InstalledPlugin }>();

  constructor(private readonly folder: string) {}

  list(): InstalledPlugin[] {
    return readdirSync(this.folder)
      .sort()
      .map((name) => path.join(this.folder, name, 'dist'))
      .filter((dist) => existsSync(path.join(dist, 'plugin.json')) && existsSync(path.join(dist, 'module.js')))
      .map((dist) => this.read(dist));
  }

  find(id: string): InstalledPlugin | undefined {
    return this.list().find((plugin) => plugin.manifest.id === id);
  }

  private read(folder: string): InstalledPlugin {
    const file = path.join(folder, 'plugin.json');
    const changed = statSync(file).mtimeMs;
    const kept = this.known.get(folder);
    if (kept?.changed === changed) {
      return kept.plugin;
    }
    const result = manifestSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!result.success) {
      const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      throw new Error(`${file}: ${problems.join('; ')}`);
    }
    const plugin = { manifest: result.data, folder };
    this.known.set(folder, { changed, plugin });
    return plugin;
  }
}

/** Short text that changes with every build of the plugin's module. */
export function readModuleVersion(plugin: InstalledPlugin): string {
  const { mtimeMs, size } = statSync(path.join(plugin.folder, 'module.js'));
  return createHash('sha256').update(`${mtimeMs}-${size}`).digest('hex').slice(0, 12);
}

import { UserError } from '@branchlight/runtime';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type PluginCatalog } from '../server/plugin-catalog';

const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/** The backend executable of a built plugin for this machine, named as Grafana looks for it. */
export function findExecutable(plugins: PluginCatalog, id: string): { executable: string; pluginVersion: string } {
  const plugin = plugins.find(id);
  if (!plugin?.manifest.executable) {
    throw new UserError(`The plugin ${id} is not built, or has no backend. Remedy: npm run plugin:build.`);
  }
  const platform = `${process.platform}_${architectures[process.arch] ?? process.arch}`;
  const executable = path.join(plugin.folder, `${plugin.manifest.executable}_${platform}`);
  if (!existsSync(executable)) {
    throw new UserError(
      `The plugin ${id} has no executable for ${platform} (${executable}). Remedy: npm run plugin:build.`
    );
  }
  return { executable, pluginVersion: plugin.manifest.info.version };
}

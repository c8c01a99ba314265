import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findRepositoryRoot } from '@branchlight/runtime';
import { findPlugins } from '../plugin-source';
import { checkBuiltPlugin, findCircles } from './check-built';
import { builtMetadataSchema } from './metadata';

/**
 * Checks built plugins against the criteria of Grafana's catalogue.
 *
 * @param names - folder names or ids; all when empty
 * @returns one sentence for each fault, each with the plugin's id
 */
export function checkPlugins(names: string[] = []): string[] {
  const plugins = findPlugins(findRepositoryRoot(), names);
  const faults = plugins.flatMap(({ folder, version, manifest }) =>
    checkBuiltPlugin(path.join(folder, 'dist'), version).map((fault) => `${manifest.id}: ${fault}`)
  );
  if (faults.length > 0) {
    return faults;
  }
  const needs = plugins.map(({ folder, manifest }) => ({
    id: manifest.id,
    needs: builtMetadataSchema
      .parse(JSON.parse(readFileSync(path.join(folder, 'dist', 'plugin.json'), 'utf8')))
      .dependencies.plugins.map(({ id }) => id),
  }));
  return findCircles(needs).map((id) => `${id}: needs plugins that need it in turn`);
}

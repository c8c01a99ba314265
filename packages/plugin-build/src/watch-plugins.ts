import path from 'node:path';
import { UserError, findRepositoryRoot } from '@branchlight/runtime';
import webpack from 'webpack';
import { buildBackend } from './backend';
import { findPlugins } from './plugin-source';
import { removeStamp } from './stamp';
import { createWebpackConfig } from './webpack-config';

/**
 * Builds plugins for development and again whenever a source changes, until `signal` aborts.
 * @param report - called with one line for people after every build
 */
export async function watchPlugins(
  names: string[],
  signal: AbortSignal,
  report: (line: string) => void
): Promise<void> {
  const root = findRepositoryRoot();
  const plugins = findPlugins(root, names);
  plugins.forEach((plugin) => removeStamp(plugin, root));
  const configs = plugins.map((plugin) => ({
    ...createWebpackConfig(plugin, { mode: 'development', outDir: path.join(plugin.folder, 'dist'), root }),
    name: plugin.name,
  }));
  const compiler = webpack(configs);
  if (!compiler) {
    throw new UserError('There is no plugin to watch.');
  }
  for (const [index, plugin] of plugins.entries()) {
    compiler.compilers[index]?.hooks.done.tapPromise('branchlight', async (stats) => {
      if (stats.hasErrors()) {
        report(`${plugin.name}: ${stats.toString({ preset: 'errors-only', colors: false })}`);
        return;
      }
      if (plugin.manifest.executable) {
        await buildBackend(plugin.folder, path.join(plugin.folder, 'dist'));
      }
      report(`${plugin.name}: built in ${((stats.endTime - stats.startTime) / 1000).toFixed(1)} s`);
    });
  }
  await new Promise<void>((resolve, reject) => {
    const watching = compiler.watch({ aggregateTimeout: 200 }, (error) => {
      if (error) {
        reject(error);
      }
    });
    signal.addEventListener('abort', () => watching?.close(() => resolve()), { once: true });
  });
}

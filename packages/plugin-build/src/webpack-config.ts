import { existsSync } from 'node:fs';
import path from 'node:path';
import CopyPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { UserError } from '@branchlight/runtime';
import { listCopyPatterns } from './copy-patterns';
import { externals } from './externals';
import type { PluginSource } from './plugin-source';

export interface BundleOptions {
  mode: 'production' | 'development';
  /** Absolute; emptied first. */
  outDir: string;
  /** Root of the repository, absolute. */
  root: string;
  /** Day that plugin.json and README state; today when left out. */
  today?: Date;
}

/** Webpack 5 configuration for one plugin: AMD `module.js`, lazy chunks beside it, source maps. */
export function createWebpackConfig(plugin: PluginSource, { mode, outDir, root, today }: BundleOptions): Configuration {
  const production = mode === 'production';
  return {
    mode,
    context: path.join(plugin.folder, 'src'),
    target: ['web', 'es2022'],
    devtool: production ? 'source-map' : 'cheap-module-source-map',
    entry: { module: [path.join(__dirname, '..', 'runtime', 'public-path.js'), findEntry(plugin)] },
    externals,
    module: {
      rules: [
        {
          test: /\.[cm]?[jt]sx?$/,
          exclude: /node_modules/,
          use: {
            loader: require.resolve('swc-loader'),
            options: {
              swcrc: false,
              jsc: {
                target: 'es2022',
                parser: { syntax: 'typescript', tsx: true },
                transform: { react: { runtime: 'automatic', development: !production } },
              },
            },
          },
        },
        { test: /\.css$/, use: [require.resolve('style-loader'), require.resolve('css-loader')] },
        { test: /\.(png|jpe?g|gif|svg|woff2?)$/, type: 'asset/resource' },
      ],
    },
    // Workspace packages are links in node_modules: with their real path they are compiled and the rest is not.
    resolve: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'], symlinks: true },
    output: {
      clean: true,
      path: outDir,
      filename: '[name].js',
      chunkFilename: production ? '[name].js?_cache=[contenthash]' : '[name].js',
      assetModuleFilename: 'img/[hash][ext]',
      library: { type: 'amd' },
      publicPath: `public/plugins/${plugin.manifest.id}/`,
      uniqueName: plugin.manifest.id,
      crossOriginLoading: 'anonymous',
    },
    plugins: [new CopyPlugin({ patterns: listCopyPatterns(plugin, root, today) })],
    performance: { hints: false },
    stats: 'errors-warnings',
    infrastructureLogging: { level: 'error' },
  };
}

function findEntry(plugin: PluginSource): string {
  const entry = ['module.ts', 'module.tsx'].map((file) => path.join(plugin.folder, 'src', file)).find(existsSync);
  if (!entry) {
    throw new UserError(`plugins/${plugin.name}/src/module.ts is missing: it exports the plugin to Grafana.`);
  }
  return entry;
}

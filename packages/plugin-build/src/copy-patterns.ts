import { existsSync } from 'node:fs';
import path from 'node:path';
import type CopyPlugin from 'copy-webpack-plugin';
import { readLocale } from './locales';
import type { PluginSource } from './plugin-source';

type CopyPatterns = NonNullable<ConstructorParameters<typeof CopyPlugin>[0]>['patterns'];

/** What is copied into `dist` beside the bundle: plugin.json, texts, images, README, LICENSE, CHANGELOG. */
export function listCopyPatterns(plugin: PluginSource, root: string, today?: Date): CopyPatterns {
  const source = path.join(plugin.folder, 'src');
  const fillIn = (content: Buffer) => fillPlaceholders(content.toString('utf8'), plugin, today);
  const preferOwn = (file: string) => {
    const own = path.join(plugin.folder, file);
    return existsSync(own) ? own : path.join(root, file);
  };
  return [
    { from: path.join(source, 'plugin.json'), to: 'plugin.json', transform: fillIn },
    { from: preferOwn('README.md'), to: 'README.md', transform: fillIn },
    { from: preferOwn('CHANGELOG.md'), to: 'CHANGELOG.md' },
    { from: path.join(root, 'LICENSE'), to: 'LICENSE', toType: 'file' },
    { from: path.join(source, 'img'), to: 'img' },
    { from: '**/query_help.md', to: '[path][name][ext]', context: source, noErrorOnMissing: true },
    ...plugin.manifest.languages.map((language) => {
      const file = path.join('locales', language, `${plugin.manifest.id}.json`);
      return {
        from: path.join(source, file),
        to: file,
        transform: () => `${JSON.stringify(readLocale(plugin, language), null, 2)}\n`,
      };
    }),
  ];
}

/** Replaces `%VERSION%`, `%TODAY%` (YYYY-MM-DD) and `%PLUGIN_ID%`. */
export function fillPlaceholders(text: string, plugin: PluginSource, today: Date = new Date()): string {
  return text
    .replaceAll('%VERSION%', plugin.version)
    .replaceAll('%TODAY%', today.toISOString().slice(0, 10))
    .replaceAll('%PLUGIN_ID%', plugin.manifest.id);
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@branchlight/runtime';
import { z } from 'zod';
import type { PluginSource } from './plugin-source';

/** Nested texts, as i18next reads them. */
export interface Texts {
  [key: string]: string | Texts;
}

const textsSchema: z.ZodType<Texts> = z.lazy(() => z.record(z.string(), z.union([z.string(), textsSchema])));

/**
 * The texts of one language as Grafana loads them for a plugin: those of the packages that it is built from
 * (`packages/<name>/src/locales/<language>/<name>.json`) under its own.
 * @throws {UserError} when the plugin lists a language in plugin.json without a file, or the file is broken
 */
export function readLocale(plugin: PluginSource, language: string): Texts {
  const own = path.join(plugin.folder, 'src', 'locales', language, `${plugin.manifest.id}.json`);
  if (!existsSync(own)) {
    throw new UserError(
      `${own} is missing, but plugin.json lists the language "${language}". Add the file or drop the language.`
    );
  }
  const shared = plugin.packageFolders
    .map((folder) => path.join(folder, 'src', 'locales', language, `${path.basename(folder)}.json`))
    .filter((file) => existsSync(file));
  return [...shared, own].reduce<Texts>((merged, file) => mergeTexts(merged, readTexts(file)), {});
}

function readTexts(file: string): Texts {
  try {
    return textsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UserError(`${file} holds no texts: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function mergeTexts(base: Texts, over: Texts): Texts {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key];
    merged[key] = typeof before === 'object' && typeof value === 'object' ? mergeTexts(before, value) : value;
  }
  return merged;
}

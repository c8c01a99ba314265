import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Place {
  file: string;
  /** What has to be there when it is done, for whoever has to do it by hand. */
  task: string;
  add: (text: string) => string;
}

/**
 * Adds a plugin where a Grafana is told, name by name, which plugins it has: everything else finds plugins by their folder.
 * @returns the files that were changed, and what is left to do by hand where a file does not look as expected
 */
export function registerPlugin(root: string, folder: string, id: string): { changed: string[]; left: string[] } {
  const changed: string[] = [];
  const left: string[] = [];
  for (const { file, task, add } of listPlaces(folder, id)) {
    const location = path.join(root, file);
    const text = existsSync(location) ? readFileSync(location, 'utf8') : '';
    const next = add(text);
    if (next === text) {
      left.push(`${file}: ${task}`);
    } else {
      writeFileSync(location, next);
      changed.push(file);
    }
  }
  return { changed, left };
}

function listPlaces(folder: string, id: string): Place[] {
  const copy = `COPY --from=plugins /build/plugins/${folder}/dist /opt/branchlight/plugins/${id}\n`;
  return [
    {
      file: 'docker-compose.yml',
      task: `add ${id} to GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS`,
      add: (text) => addToList(text, /(GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: )(\S+)/, id),
    },
    {
      file: 'docker/grafana.Dockerfile',
      task: `add ${copy.trim()}`,
      add: (text) => text.replace(/(?:^COPY --from=plugins .*\n)+/m, (lines) => sortLines(`${lines}${copy}`)),
    },
    {
      file: 'docs/install-on-grafana.md',
      task: `add ${id} to allow_loading_unsigned_plugins`,
      add: (text) => addToList(text, /(allow_loading_unsigned_plugins = )(\S+)/, id),
    },
  ];
}

function addToList(text: string, pattern: RegExp, id: string): string {
  return text.replace(
    pattern,
    (_, name: string, list: string) => `${name}${[...list.split(','), id].sort().join(',')}`
  );
}

function sortLines(lines: string): string {
  return `${lines.trimEnd().split('\n').sort().join('\n')}\n`;
}

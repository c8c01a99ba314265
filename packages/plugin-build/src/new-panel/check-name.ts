import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@branchlight/runtime';

/** Words that would make an id that says nothing, or one of Grafana's own plugins' names. */
const reserved = ['panel', 'plugin', 'app', 'datasource', 'grafana', 'branchlight', 'example', 'test', 'dist', 'core'];
const longest = 30;

/**
 * Checks the name of a new panel, of which folder and id are made.
 * @throws {UserError} that says what is wrong with it and which name would do
 */
export function checkPanelName(root: string, name: string): void {
  if (!name) {
    throw new UserError('The panel needs a name. Remedy: npm run new:panel -- ratemap');
  }
  const better = name
    .toLowerCase()
    .replace(/^branchlight-|-?panel$/g, '')
    .replace(/[^a-z0-9]/g, '')
    .replace(/^[0-9]+/, '')
    .slice(0, longest);
  const suggestion = better.length > 1 && !reserved.includes(better) ? better : 'ratemap';
  const refuse = (why: string) => {
    throw new UserError(`"${name}" cannot be the name of a panel: ${why} Remedy: npm run new:panel -- ${suggestion}`);
  };
  if (!/^[a-z][a-z0-9]*$/.test(name)) {
    refuse(
      'Grafana reads an id as organisation-name-type, so a name is lower-case letters and digits, a letter first, without hyphens.'
    );
  }
  if (name.length < 2 || name.length > longest) {
    refuse(`it has to have 2 to ${longest} letters.`);
  }
  if (name.endsWith('panel') || reserved.includes(name)) {
    refuse('it is a word that every panel has or that is taken; name what the panel shows.');
  }
  if (existsSync(path.join(root, 'plugins', `${name}-panel`))) {
    throw new UserError(`plugins/${name}-panel is there already. Remedy: choose another name, or change that panel.`);
  }
}

/** Characters that need no escape in JSON, XML and Markdown. */
const titlePattern = /^[\p{L}\p{N}][\p{L}\p{N} .,:()/'-]{0,59}$/u;

/** @throws {UserError} when a title could not stand in the files that state it */
export function checkTitle(title: string): void {
  if (!titlePattern.test(title)) {
    throw new UserError(
      `--title "${title}" has to have 1 to 60 letters, digits, spaces or . , : ( ) / ' - and start with a letter or digit.`
    );
  }
}

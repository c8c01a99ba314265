import { globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkPanelName, checkTitle } from './check-name';

export interface NewPanel {
  /** Lower-case letters and digits. */
  name: string;
  /** As people read it in Grafana; the name with a capital when left out. */
  title?: string;
}

/** A panel plugin that builds and passes its tests, with these words where a copy has its own. */
const templateFolder = path.join(__dirname, '..', '..', 'template', 'panel');
const templateTitle = 'Example figures';
const templateName = 'example';

/**
 * Makes `plugins/<name>-panel` from the template: complete or not at all.
 * @param root - of the repository, absolute
 * @returns its files, relative to the repository
 * @throws {UserError} when name or title will not do or the folder is there
 */
export function createPanel(root: string, { name, title = capitalise(name) }: NewPanel): string[] {
  checkPanelName(root, name);
  checkTitle(title);
  const folder = path.join(root, 'plugins', `${name}-panel`);
  const unfinished = path.join(root, 'plugins', `.${name}-panel-${process.pid}`);
  const rename = (text: string) =>
    text
      .replaceAll(templateTitle, () => title)
      .replaceAll(capitalise(templateName), capitalise(name))
      .replaceAll(templateName, name);
  try {
    const files = listTemplateFiles().map((file) => {
      const target = rename(file);
      mkdirSync(path.join(unfinished, path.dirname(target)), { recursive: true });
      writeFileSync(path.join(unfinished, target), rename(readFileSync(path.join(templateFolder, file), 'utf8')));
      return path.posix.join('plugins', `${name}-panel`, target.split(path.sep).join('/'));
    });
    renameSync(unfinished, folder);
    return files.sort();
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function listTemplateFiles(): string[] {
  return globSync('**/*', { cwd: templateFolder })
    .filter((file) => !file.split(path.sep).some((part) => part === 'node_modules' || part === 'dist'))
    .filter((file) => statSync(path.join(templateFolder, file)).isFile());
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

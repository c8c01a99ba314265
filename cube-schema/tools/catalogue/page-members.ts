import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A page of the command center and the members that its code names. */
export interface PageMembers {
  title: string;
  /** Relative to the repository */
  file: string;
  members: Set<string>;
}

const app = 'plugins/command-app/src';

/** Pages are the folders of the app's `pages` with a file named `…Page.tsx`; their code is that file and what it imports within the app. */
export function listPageMembers(root: string, members: ReadonlySet<string>): PageMembers[] {
  return globSync(`${app}/pages/*/*Page.tsx`, { cwd: root })
    .map((file) => file.split(path.sep).join('/'))
    .sort()
    .flatMap((file) => {
      const found = new Set<string>();
      for (const [name, text] of listSources(root, file)) {
        listMembers(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true), members).forEach((member) =>
          found.add(member)
        );
      }
      return found.size > 0
        ? [{ title: `Command center, ${path.basename(path.dirname(file)).replaceAll('-', ' ')}`, file, members: found }]
        : [];
    });
}

/** The page's file and all of the app's own that it imports, one after the other. */
function listSources(root: string, start: string): Map<string, string> {
  const sources = new Map<string, string>();
  const open = [start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (sources.has(file)) {
      continue;
    }
    const text = readFileSync(path.join(root, file), 'utf8');
    sources.set(file, text);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      const base = path.posix.join(path.posix.dirname(file), fileName);
      const resolved = [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find((each) =>
        existsSync(path.join(root, each))
      );
      if (fileName.startsWith('.') && resolved) {
        open.push(resolved);
      }
    }
  }
  return sources;
}

/**
 * Members that code names: in full, as `{ id, view }`, or by their own name in a file that is about one view, which it names itself or as
 * a constant such as `TARGETS_VIEW`.
 */
function listMembers(source: ts.SourceFile, members: ReadonlySet<string>): Set<string> {
  const views = new Set([...members].map((member) => member.split('.')[0] ?? ''));
  const texts: string[] = [];
  const found = new Set<string>();
  const named = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) {
      texts.push(node.text);
    } else if (ts.isIdentifier(node)) {
      const view = /^([A-Z_]+)_VIEW$/.exec(node.text)?.[1]?.toLowerCase();
      if (view !== undefined && views.has(view)) {
        named.add(view);
      }
    } else if (ts.isObjectLiteralExpression(node)) {
      const [id, view] = ['id', 'view'].map((name) => readText(node, name));
      if (id !== undefined && view !== undefined) {
        found.add(`${view}.${id}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  texts.forEach((text) => found.add(text));
  if (named.size === 1) {
    const [view = ''] = named;
    texts.forEach((text) => found.add(`${view}.${text}`));
  }
  return new Set([...found].filter((member) => members.has(member)));
}

function readText(object: ts.ObjectLiteralExpression, name: string): string | undefined {
  const property = object.properties.find(
    (each): each is ts.PropertyAssignment => ts.isPropertyAssignment(each) && each.name.getText() === name
  );
  return property && ts.isStringLiteralLike(property.initializer) ? property.initializer.text : undefined;
}

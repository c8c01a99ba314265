import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
const pages = globSync('**/*.md', { cwd: root, exclude: ['**/node_modules/**', '**/dist/**', '**/.branchlight/**'] });

/** Text without what stands in code blocks and code spans, where brackets are no links. */
function readProse(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
    .replace(/^( *)```[\s\S]*?^\1```/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}

/** Anchors of a page's headings, as GitHub makes them. */
function listAnchors(file: string): string[] {
  const seen = new Map<string, number>();
  return [...readProse(file).matchAll(/^#+ +(.+)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

function listLinks(file: string): string[] {
  return [...readProse(file).matchAll(/\]\(([^()\s]+)(?: "[^"]*")?\)/g)].map(([, link = '']) => link);
}

/** Why a link leads nowhere; undefined where it leads somewhere, or out of the repository. */
function findFault(page: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) {
    return undefined;
  }
  const [file = '', anchor] = decodeURIComponent(link).split('#');
  const target = file === '' ? page : path.join(path.dirname(page), file);
  const place = path.join(root, target);
  if (!existsSync(place)) {
    return `${page}: ${link} is not there`;
  }
  return anchor !== undefined && statSync(place).isFile() && !listAnchors(target).includes(anchor)
    ? `${page}: ${target} has no heading #${anchor}`
    : undefined;
}

test('every link of a page leads to a file and a heading that are there', () => {
  const links = pages.flatMap((page) => listLinks(page).map((link) => ({ page, link })));
  expect(links.length).toBeGreaterThan(100);
  expect(links.map(({ page, link }) => findFault(page, link)).filter(Boolean)).toEqual([]);
});

test('every page of docs is reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const link of listLinks(page).filter((each) => !/^[a-z]+:/.test(each))) {
      const target = path.join(path.dirname(page), decodeURIComponent(link.split('#')[0] ?? ''));
      if (target.endsWith('.md') && existsSync(path.join(root, target))) {
        reached.add(target);
      }
    }
  }
  expect(pages.filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
});

test('the commands that pages name are there', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8')
  );
  const unknown = pages.flatMap((page) =>
    [...readFileSync(path.join(root, page), 'utf8').matchAll(/npm run (?:-s )?([a-z][a-z0-9:-]*)/g)]
      .map(([, name = '']) => name)
      .filter((name) => scripts[name] === undefined)
      .map((name) => `${page}: npm run ${name}`)
  );
  expect(unknown).toEqual([]);
});

import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildHost } from './host-build';

describe('buildHost', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-host-'));
  const outDir = path.join(folder, 'host');
  const outDirs = [path.join(folder, 'contested')] as const;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('writes what a page needs, with the clock of the bank in the date math', async () => {
    expect(await buildHost(outDir)).toMatchObject({ rebuilt: true });
    const files = ['main.js', 'main.css', 'fonts/inter/Inter-Regular.woff2', 'build/img/icons/unicons/home.svg'];
    expect(files.filter((file) => !existsSync(path.join(outDir, file)))).toEqual([]);
    const chunks = globSync('chunks/*.js', { cwd: outDir }).map((file) =>
      readFileSync(path.join(outDir, file), 'utf8')
    );
    expect(chunks.filter((source) => source.includes('__branchlightNow'))).toHaveLength(1);
  });

  it('holds one React, of the major asked for', async () => {
    const read = (dir: string) =>
      globSync('{main.js,chunks/*.js}', { cwd: dir })
        .map((file) => readFileSync(path.join(dir, file), 'utf8'))
        .join('\n');
    const find18 = (source: string) => source.match(/"18\.3\.1"/g) ?? [];
    const find19 = (source: string) => source.match(/"19\.\d+\.\d+"/g) ?? [];
    const outDir19 = path.join(folder, 'host-19');
    expect(await buildHost(outDir19, '19')).toMatchObject({ rebuilt: true });
    const [bundle18, bundle19] = [read(outDir), read(outDir19)];
    expect([find18(bundle18).length > 0, find19(bundle18)]).toEqual([true, []]);
    expect([find19(bundle19).length > 0, find18(bundle19)]).toEqual([true, []]);
    // The second bundle in the folder of the first is another build.
    expect(await buildHost(outDir19, '18')).toMatchObject({ rebuilt: true });
  });

  it('lets two processes build the same folder at once', async () => {
    const builds = await Promise.all([outDirs[0], outDirs[0]].map((dir) => buildHost(dir)));
    expect(builds.map(({ rebuilt }) => rebuilt)).toEqual([true, true]);
    expect(existsSync(path.join(outDirs[0], 'main.js'))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  it('does nothing when nothing changed', async () => {
    expect(await buildHost(outDir)).toMatchObject({ rebuilt: false });
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildPlugins } from './build-plugins';
import { sharedModules, sharedScopes } from './externals';

describe('buildPlugins', () => {
  const read = (outDir: string, file: string) => readFileSync(path.join(outDir, file), 'utf8');

  it('makes what Grafana loads, and nothing the second time', async () => {
    const [build] = await buildPlugins({ names: ['branchlight-scorecard-panel'] });
    const outDir = build?.outDir ?? '';
    expect(JSON.parse(read(outDir, 'plugin.json'))).toMatchObject({
      id: 'branchlight-scorecard-panel',
      info: { version: expect.stringMatching(/^\d+\.\d+\.\d+/), updated: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
    });
    expect(read(outDir, 'README.md')).not.toMatch(/%\w+%/);
    expect(Object.keys(JSON.parse(read(outDir, 'locales/es-ES/branchlight-scorecard-panel.json')))).toEqual(
      expect.arrayContaining(['options', 'panel-kit', 'tile'])
    );
    expect((await buildPlugins({ names: ['scorecard-panel'] }))[0]?.rebuilt).toBe(false);
  });

  it('asks Grafana only for what it shares, and stays small', async () => {
    const [build] = await buildPlugins({ names: ['scorecard-panel'] });
    const asked = /^define\((\[[^\]]*\])/.exec(read(build?.outDir ?? '', 'module.js'))?.[1] ?? '[]';
    const isShared = (name: string) =>
      name === 'module' ||
      sharedModules.some((shared) => shared === name) ||
      sharedScopes.some((scope) => name === scope || name.startsWith(`${scope}/`));
    const names: string[] = JSON.parse(asked);
    expect(names).toContain('@grafana/ui');
    expect(names.filter((name) => !isShared(name))).toEqual([]);
    expect(build?.sizes.totalGzip).toBeLessThan(60_000);
  });

  it('names an unknown plugin and those that there are', async () => {
    await expect(buildPlugins({ names: ['nothing'] })).rejects.toThrow(/No plugin "nothing".*scorecard-panel/);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findHostPackages, reactMajors } from '../host-packages';
import { grafanaInternals } from './grafana-internals.modules';

describe.each(reactMajors)("Grafana's internal modules beside React %s", (react) => {
  const { locate } = findHostPackages(react);

  it.each(grafanaInternals)('$package/$file still exports $exports', ({ package: name, file, exports }) => {
    const source = readFileSync(path.join(locate(name), file), 'utf8');
    const list = /export \{([^}]*)\};?\s*(\/\/#.*)?\s*$/
      .exec(source)?.[1]
      ?.split(',')
      .map((name) => name.trim());
    expect(list).toEqual(expect.arrayContaining([...exports]));
  });

  it('are those that @grafana/runtime itself loads: one module instance for host and plugins', () => {
    const index = ['index.mjs', 'services/index.mjs', 'services/dataSource/hooks.mjs']
      .map((file) => readFileSync(path.join(locate('@grafana/runtime'), 'dist/esm', file), 'utf8'))
      .join('\n');
    const runtimeFiles = grafanaInternals.filter(({ package: name }) => name === '@grafana/runtime');
    const unknown = runtimeFiles.filter(({ file }) => !index.includes(path.basename(file)));
    expect(unknown.map(({ file }) => file)).toEqual([]);
  });

  it('date math reads the time in the one place that the build replaces', () => {
    const source = readFileSync(path.join(locate('@grafana/data'), 'dist/esm/datetime/datemath.mjs'), 'utf8');
    expect(source.split('dateTimeForTimeZone(options.timezone, options.now)')).toHaveLength(2);
  });
});

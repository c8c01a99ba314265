import { nameRole, readCpuMs, readKilobytes, readPeakMemoryMb, readTreeMemory } from './processes';

const rollup = `55d0c000-7ffd0000 ---p 00000000 00:00 0    [rollup]
Rss:              204800 kB
Pss:              102400 kB
Pss_Anon:          51200 kB
`;

test('reads the line that is asked for, and 0 where there is none', () => {
  expect(readKilobytes(rollup, 'Pss')).toBe(102_400);
  expect(readKilobytes(rollup, 'Rss')).toBe(204_800);
  expect(readKilobytes(rollup, 'Swap')).toBe(0);
});

test.each([
  ['postgres: branchlight branchlight_demo 127.0.0.1(4000) idle', 'postgres'],
  ['/x/native/bin/postgres -D /data -c port=54320', 'postgres'],
  ['/n/node --require /x/tsx/preflight.cjs --import /x/tsx/loader.mjs /r/services/cube-server/src/server.ts', 'cube'],
  ['node /r/plugins/cube-datasource/dist/gpx_branchlight_cube_linux_amd64', 'datasource backend'],
  ['/n/node scripts/with-node.mjs tsx preview/src/main.ts', 'starters'],
  ['/n/node --import /x/tsx/loader.mjs preview/src/main.ts', 'preview'],
  ['npm start', 'npm'],
  ['something else', 'other'],
])('%s is the %s', (command, role) => {
  expect(nameRole(command)).toBe(role);
});

(process.platform === 'linux' ? test : test.skip)('reads this process', () => {
  expect(readCpuMs(process.pid)).toBeGreaterThan(0);
  expect(readPeakMemoryMb(process.pid)).toBeGreaterThan(10);
  const own = readTreeMemory(process.pid).find(({ pid }) => pid === process.pid);
  expect(own?.pssMb).toBeGreaterThan(10);
  expect(own?.rssMb).toBeGreaterThanOrEqual(own?.pssMb ?? Infinity);
});

import { UserError, findRepositoryRoot } from '@branchlight/runtime';
import { listPluginNames } from '@branchlight/plugin-build';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { readNumbers, readOptions } from '../options';
import { readTreeMemory } from '../processes';
import { report, reportMachine, say } from '../report';
import { quantile, round } from '../statistics';
import { loadPages, type PageLoad } from './load-pages';
import { findBasePort, startSuite } from './suite-run';

const run = promisify(execFile);
const skippable = ['ci', 'pages'];

/** Everything that a newcomer waits for, from the clone to the painted command center. */
export async function benchStart(args: string[]): Promise<void> {
  const options = readOptions(args, ['bank', 'data', 'scale', 'port', 'loads'], ['skip']);
  const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined);
  const skip = Array.isArray(options.skip) ? options.skip : [];
  const unknown = skip.find((part) => !skippable.includes(part));
  if (unknown !== undefined) {
    throw new UserError(`--skip ${unknown}: there is no such part; leave out ${skippable.join(' or ')}.`);
  }
  const [loads = 5] = readNumbers('loads', text('loads') ?? '5');
  const port = text('port') === undefined ? await findBasePort() : (readNumbers('port', text('port') ?? '')[0] ?? 0);
  const forSuite = ['bank', 'data', 'scale'].flatMap((name) => {
    const value = text(name);
    return value === undefined ? [] : [`--${name}`, name === 'data' ? path.resolve(value) : value];
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-bench-'));
  try {
    reportMachine('start');
    const checkout = skip.includes('ci') ? findRepositoryRoot() : await install(path.join(folder, 'clone'));
    const dir = path.join(folder, 'suite');
    await measureStarts(checkout, port, [...forSuite, '--dir', dir], { loads, pages: !skip.includes('pages') });
    measureBundles(checkout);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }
}

/** Clones the last commit and installs it; npm's cache on this machine is used as it is. */
async function install(clone: string): Promise<string> {
  say('Cloning and installing');
  await run('git', ['clone', '--quiet', '--depth', '1', `file://${findRepositoryRoot()}`, clone]);
  const start = performance.now();
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: clone, maxBuffer: 64 * 1024 * 1024 });
  const { stdout } = await run('du', ['-sm', path.join(clone, 'node_modules')]);
  report({
    bench: 'start',
    step: 'npm_ci',
    seconds: round((performance.now() - start) / 1000, 1),
    node_modules_mb: Number(stdout.split('\t')[0]),
  });
  return clone;
}

async function measureStarts(
  checkout: string,
  port: number,
  args: string[],
  { loads, pages }: { loads: number; pages: boolean }
): Promise<void> {
  for (const step of ['first_start', 'second_start']) {
    say(`Starting the suite: ${step}`);
    const suite = await startSuite(checkout, port, args);
    try {
      report({ bench: 'start', step, seconds_to_health: round(suite.seconds, 1) });
      if (step === 'second_start') {
        // What the start itself needed is given back after a while.
        await sleep(10_000);
        reportMemory('memory_at_rest', suite.pid);
        if (pages) {
          reportLoads(await loadPages(`${suite.url}/`, loads));
          await sleep(10_000);
          reportMemory('memory_after_pages', suite.pid);
        }
      }
    } finally {
      await suite.stop();
    }
  }
}

function reportLoads({ first, cold, warm }: Awaited<ReturnType<typeof loadPages>>): void {
  for (const [kind, loads] of Object.entries({ first: [first], cold, warm })) {
    const of = (pick: (load: PageLoad) => number, share: number) => round(quantile(loads.map(pick), share));
    report({
      bench: 'start',
      step: 'command_center_painted',
      load: kind,
      loads: loads.length,
      median_ms: of(({ paintedMs }) => paintedMs, 0.5),
      slowest_ms: of(({ paintedMs }) => paintedMs, 1),
      requests: of(({ requests }) => requests, 0.5),
      transferred_kb: round(of(({ transferred }) => transferred, 0.5) / 1024),
    });
  }
}

function reportMemory(step: string, pid: number): void {
  const processes = readTreeMemory(pid);
  const byRole = new Map<string, { pss_mb: number; processes: number }>();
  for (const { role, pssMb } of processes) {
    const known = byRole.get(role) ?? { pss_mb: 0, processes: 0 };
    byRole.set(role, { pss_mb: round(known.pss_mb + pssMb, 1), processes: known.processes + 1 });
  }
  report({
    bench: 'start',
    step,
    total_pss_mb: round(processes.reduce((sum, { pssMb }) => sum + pssMb, 0)),
    by_role: Object.fromEntries([...byRole].sort(([, a], [, b]) => b.pss_mb - a.pss_mb)),
  });
}

function measureBundles(checkout: string): void {
  for (const name of listPluginNames(checkout)) {
    const dist = path.join(checkout, 'plugins', name, 'dist');
    const scripts = existsSync(dist) ? readdirSync(dist).filter((file) => file.endsWith('.js')) : [];
    const contents = scripts.map((file) => readFileSync(path.join(dist, file)));
    const entry = contents[scripts.indexOf('module.js')];
    const sum = (numbers: number[]) => round(numbers.reduce((total, number) => total + number, 0) / 1024, 1);
    report({
      bench: 'start',
      step: 'bundle',
      plugin: name,
      scripts: scripts.length,
      raw_kb: sum(contents.map(({ length }) => length)),
      gzip_kb: sum(contents.map((content) => gzipSync(content).length)),
      entry_gzip_kb: entry ? sum([gzipSync(entry).length]) : 0,
    });
  }
}

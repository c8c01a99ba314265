import { buildBackend } from '@branchlight/plugin-build/src/backend';
import { type PluginProcess, type QueryDataRequest, startPluginProcess } from '@branchlight/plugin-protocol';
import { findRepositoryRoot } from '@branchlight/runtime';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readNumbers, readOptions } from '../options';
import { readCpuMs, readPeakMemoryMb } from '../processes';
import { report, reportMachine, say } from '../report';
import { quantile, round } from '../statistics';
import { standInQuery, startCubeStandIn, type CubeStandIn } from './cube-stand-in';

/** The datasource gives no more rows to one query; what is larger is asked in pages, in one request. */
const pageRows = 50_000;

interface Case {
  rows: number;
  callers: number;
  kind: 'distinct' | 'equal';
  seconds: number;
}

/** The datasource's executable, asked over gRPC as Grafana asks it; a new process for every case. */
export async function benchBackend(args: string[]): Promise<void> {
  const options = readOptions(args, ['rows', 'callers', 'seconds']);
  const list = (name: string, preset: string) => {
    const value = options[name];
    return readNumbers(name, typeof value === 'string' ? value : preset);
  };
  const [sizes, callers, [seconds = 3]] = [
    list('rows', '1000,100000'),
    list('callers', '1,8,64'),
    list('seconds', '3'),
  ];
  const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-bench-'));
  const cube = await startCubeStandIn();
  try {
    reportMachine('backend');
    say('Building the datasource backend');
    const plugin = path.join(findRepositoryRoot(), 'plugins/cube-datasource');
    await buildBackend(plugin, folder, 'gpx_branchlight_cube');
    const executable = path.join(folder, `gpx_branchlight_cube_linux_${process.arch === 'arm64' ? 'arm64' : 'amd64'}`);
    for (const rows of sizes) {
      for (const count of callers) {
        for (const kind of ['distinct', 'equal'] as const) {
          await measureCase(executable, cube, { rows, callers: count, kind, seconds });
        }
      }
    }
  } finally {
    await cube.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureCase(executable: string, cube: CubeStandIn, one: Case): Promise<void> {
  const plugin = await startPluginProcess({ executable });
  try {
    const ask = createCaller(plugin, cube.url, one);
    // The first call loads code and asks who the viewer is.
    await ask();
    const [loads, cpu, start] = [cube.loads(), readCpuMs(plugin.pid), performance.now()];
    const times: number[] = [];
    const until = start + one.seconds * 1000;
    await Promise.all(
      Array.from({ length: one.callers }, async () => {
        do {
          times.push(await ask());
        } while (performance.now() < until);
      })
    );
    const seconds = (performance.now() - start) / 1000;
    const figures = {
      requests: times.length,
      p50_ms: round(quantile(times, 0.5), 1),
      p95_ms: round(quantile(times, 0.95), 1),
      requests_per_s: round(times.length / seconds, 1),
      backend_cpu_ms_per_request: round((readCpuMs(plugin.pid) - cpu) / times.length, 2),
      peak_memory_mb: round(readPeakMemoryMb(plugin.pid)),
      queries_to_cube: cube.loads() - loads,
    };
    const { rows, callers, kind } = one;
    report({ bench: 'backend', step: 'query', rows, columns: 5, callers, queries: kind, ...figures });
    say(`${rows} rows, ${callers} callers, ${kind}: p50 ${figures.p50_ms} ms, ${figures.requests_per_s} requests/s`);
  } finally {
    await plugin.stop();
  }
}

/** A call that gives its milliseconds, frames decoded; throws when rows are missing. */
function createCaller(plugin: PluginProcess, cubeApiUrl: string, { rows, kind }: Case): () => Promise<number> {
  const cubeApiSecret = randomBytes(32).toString('hex');
  let calls = 0;
  return async () => {
    calls += 1;
    const request = buildRequest(cubeApiUrl, cubeApiSecret, rows, kind === 'distinct' ? calls : 0);
    const start = performance.now();
    const results = await plugin.queryData(request);
    const milliseconds = performance.now() - start;
    const got = [...results.values()].reduce((sum, { frames }) => sum + (frames[0]?.fields[0]?.values.length ?? 0), 0);
    if (got !== rows) {
      const error = [...results.values()].find((result) => result.error)?.error;
      throw new Error(`${got} instead of ${rows} rows came back${error === undefined ? '' : `: ${String(error)}`}.`);
    }
    return milliseconds;
  };
}

function buildRequest(cubeApiUrl: string, cubeApiSecret: string, rows: number, variant: number): QueryDataRequest {
  const filters = [{ member: 'deposits.product', operator: 'notEquals', values: [`P${variant}`] }];
  const pages = Array.from({ length: Math.ceil(rows / pageRows) }, (_, page) => ({
    limit: Math.min(pageRows, rows - page * pageRows),
    offset: page * pageRows,
  }));
  return {
    context: {
      orgId: 1,
      pluginId: 'branchlight-cube-datasource',
      pluginVersion: '0.0.0',
      grafanaConfig: {},
      user: { login: 'hq.exec', name: 'hq.exec', email: '', role: 'Viewer' },
      datasource: {
        uid: 'branchlight-cube',
        name: 'Branchlight',
        url: '',
        jsonData: { cubeApiUrl },
        secureJsonData: { cubeApiSecret },
        updated: 0,
      },
    },
    headers: {},
    queries: pages.map((page, index) => ({
      refId: `P${index}`,
      queryType: '',
      maxDataPoints: 1000,
      intervalMs: 86_400_000,
      timeRange: { from: Date.UTC(2020, 0, 1), to: Date.UTC(2026, 0, 1) },
      model: { query: { ...standInQuery, filters, ...page }, format: 'table', version: 1 },
    })),
  };
}

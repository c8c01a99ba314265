import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildBackend } from '@branchlight/plugin-build/src/backend';
import { startPluginProcess } from '@branchlight/plugin-protocol';
import { findRepositoryRoot } from '@branchlight/runtime';
import { Pool } from 'pg';
import { signToken, startCubeProcess, type CubeProcess } from '../../../cube-schema/tests/support/cube-process';
import { findRollups } from '../../../cube-schema/tests/support/find-rollups';
import { readAmounts, readNumbers, readOptions } from '../options';
import { report, reportMachine, say } from '../report';
import { round } from '../statistics';
import { board } from './board';
import { askCube, askDatabase, askDatasource, type AskBoard } from './caller';
import { findDifference } from './compare-answers';
import { listGrowth, type ScaleFigures } from './list-growth';
import { measureBoards, yearUpTo, type BoardFigures, type BoardKind } from './measure-boards';
import { prepareBank } from './prepare-bank';

const login = 'hq.exec';
/** As many connections as Cube itself holds. */
const connections = 8;
/** Clients that ask for boards of new queries at most. */
const mostForNew = 16;

interface Settings {
  clients: number[];
  rawClients: number[];
  seconds: number;
}

interface Layer {
  name: 'datasource' | 'cube' | 'rollups' | 'raw';
  kinds: readonly BoardKind[];
  ask: AskBoard;
  /** Whose processor time is measured, by name */
  processes?: Record<string, number>;
}

/**
 * A board of twenty queries through the datasource, through Cube, in hand-written SQL on the loader's rollups and on the bank's facts: first
 * whether all four answer the same figures, then how long they take.
 */
export async function benchSemantic(args: string[]): Promise<void> {
  const options = readOptions(args, ['scale', 'clients', 'raw-clients', 'seconds', 'dir']);
  const list = (name: string, preset: string) => {
    const value = options[name];
    return readNumbers(name, typeof value === 'string' ? value : preset);
  };
  const settings = {
    clients: list('clients', '1,16,64'),
    rawClients: list('raw-clients', '1'),
    seconds: list('seconds', '10')[0] ?? 10,
  };
  const kept = typeof options.dir === 'string' ? path.resolve(options.dir) : undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-bench-'));
  try {
    reportMachine('semantic');
    say('Building the datasource backend');
    await buildBackend(path.join(findRepositoryRoot(), 'plugins/cube-datasource'), folder, 'gpx_branchlight_cube');
    const results: ScaleFigures[] = [];
    for (const millions of readAmounts('scale', typeof options.scale === 'string' ? options.scale : '1').sort(
      (a, b) => a - b
    )) {
      results.push({ millions, figures: await measureScale(kept ?? folder, folder, millions, settings) });
    }
    listGrowth(results).forEach((growth) => report({ bench: 'semantic', step: 'growth', ...growth }));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }
}

async function measureScale(
  banks: string,
  folder: string,
  millions: number,
  settings: Settings
): Promise<Map<string, BoardFigures>> {
  say(`Preparing a bank with ${millions} million transactions`);
  const bank = await prepareBank(banks, millions);
  const pool = new Pool({ connectionString: bank.url, max: connections, options: '-c jit=off' });
  // Postgres may end before the last idle connection does.
  pool.on('error', () => undefined);
  const cube = await startCubeProcess(bank.url);
  const plugin = await startPluginProcess({
    executable: path.join(folder, `gpx_branchlight_cube_linux_${process.arch === 'arm64' ? 'arm64' : 'amd64'}`),
  });
  try {
    const { rows } = await pool.query<{ day: string }>(
      `SELECT last_day::text AS day FROM mart.horizon WHERE domain = 'deposits'`
    );
    const lastDay = rows[0]?.day ?? '';
    const layers: Layer[] = [
      {
        name: 'datasource',
        kinds: ['distinct', 'equal', 'new'],
        ask: askDatasource(plugin, cube.url, login),
        processes: { datasource: plugin.pid, cube: cube.pid },
      },
      {
        name: 'cube',
        kinds: ['distinct', 'equal', 'new'],
        ask: askCube(cube, login),
        processes: { cube: cube.pid },
      },
      { name: 'rollups', kinds: ['distinct'], ask: askDatabase(pool, 'rollup') },
      { name: 'raw', kinds: ['distinct'], ask: askDatabase(pool, 'raw') },
    ];
    await checkAnswers(layers, millions, lastDay);
    await reportRollups(cube, pool, millions, lastDay, bank.rollupSeconds);
    return await measureLayers(layers, millions, lastDay, settings);
  } finally {
    await plugin.stop();
    await cube.stop();
    await pool.end();
    await bank.stop();
  }
}

/** How many queries of the board rollups alone answer, which tables these are, how large, and how long all figures took to work out. */
async function reportRollups(
  cube: CubeProcess,
  pool: Pool,
  millions: number,
  lastDay: string,
  seconds: number | undefined
): Promise<void> {
  const hits = await Promise.all(
    board.map(({ cube: query }) =>
      findRollups({ url: cube.url, token: signToken('hq.analyst') }, pool, query(...yearUpTo(lastDay, 0)))
    )
  );
  const tables = [...new Set(hits.flatMap(({ tables: read }) => read))].sort();
  const { rows } = await pool.query<{ mb: number }>(
    `SELECT round(sum(pg_total_relation_size(name::regclass)) / 1048576)::integer AS mb FROM unnest($1::text[]) AS name`,
    [tables]
  );
  report({
    bench: 'semantic',
    step: 'rollups',
    millions,
    queries: board.length,
    hits: hits.filter(({ isHit }) => isHit).length,
    hit_ratio: round(hits.filter(({ isHit }) => isHit).length / board.length, 3),
    misses: board.flatMap(({ name }, index) => (hits[index]?.isHit ? [] : [name])),
    tables,
    tables_mb: rows[0]?.mb,
    all_figures_seconds: seconds,
  });
}

/** @throws Error when two layers do not answer the same */
async function checkAnswers([first, ...others]: Layer[], millions: number, lastDay: string): Promise<void> {
  if (!first) {
    return;
  }
  const range = yearUpTo(lastDay, 17);
  const expected = await first.ask(board, ...range);
  for (const { name, ask } of others) {
    const found = await ask(board, ...range);
    board.forEach((query, index) => {
      const { dimensions, timeDimensions } = query.cube(...range);
      const groups = [
        ...dimensions.map((member) => member.split('.')[1] ?? ''),
        ...timeDimensions.flatMap(({ granularity }) => (granularity === undefined ? [] : ['date'])),
      ];
      const difference = findDifference(expected[index] ?? [], found[index] ?? [], groups);
      if (difference !== undefined || expected[index]?.length === 0) {
        throw new Error(`"${query.name}" through ${name}: ${difference ?? 'no rows'}.`);
      }
    });
  }
  report({ bench: 'semantic', step: 'answers_equal', millions, queries: board.length });
}

async function measureLayers(
  layers: readonly Layer[],
  millions: number,
  lastDay: string,
  { clients, rawClients, seconds }: Settings
): Promise<Map<string, BoardFigures>> {
  const figures = new Map<string, BoardFigures>();
  for (const count of clients) {
    for (const { name, kinds, ask, processes } of layers) {
      if (name === 'raw' && !rawClients.includes(count)) {
        continue;
      }
      // With many clients at once a board of new queries takes longer than the datasource waits.
      for (const kind of kinds.filter((each) => each !== 'new' || count <= mostForNew)) {
        const found = await measureBoards(ask, board, { clients: count, kind, seconds, lastDay }, processes);
        figures.set(`${name} ${kind} ${count}`, found);
        report({ bench: 'semantic', step: 'board', millions, layer: name, clients: count, boards_are: kind, ...found });
        say(`${millions} million, ${name}, ${count} clients, ${kind}: p50 ${found.p50_ms} ms, p95 ${found.p95_ms} ms`);
      }
    }
    reportRatios(figures, millions, count);
  }
  return figures;
}

function reportRatios(figures: Map<string, BoardFigures>, millions: number, clients: number): void {
  const ratio = (above: string, below: string) => {
    const [a, b] = [figures.get(`${above} ${clients}`), figures.get(`${below} ${clients}`)];
    return a && b ? round(a.p95_ms / b.p95_ms, 2) : undefined;
  };
  report({
    bench: 'semantic',
    step: 'p95_ratio',
    millions,
    clients,
    datasource_to_rollups: ratio('datasource distinct', 'rollups distinct'),
    datasource_new_to_rollups: ratio('datasource new', 'rollups distinct'),
    datasource_equal_to_rollups: ratio('datasource equal', 'rollups distinct'),
    cube_to_rollups: ratio('cube distinct', 'rollups distinct'),
    raw_to_datasource: ratio('raw distinct', 'datasource distinct'),
  });
}

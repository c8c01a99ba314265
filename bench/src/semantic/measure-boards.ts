import { readCpuMs } from '../processes';
import { quantile, round } from '../statistics';
import { type BoardQuery } from './board';
import { type AskBoard } from './caller';

/**
 * distinct: every board asks for another year; equal: all ask for the same one; new: every board asks for another year in queries that nobody has
 * asked before for any days
 */
export type BoardKind = 'distinct' | 'equal' | 'new';

export interface Case {
  clients: number;
  kind: BoardKind;
  seconds: number;
  /** Last day of the data, YYYY-MM-DD */
  lastDay: string;
}

export interface BoardFigures {
  boards: number;
  p50_ms: number;
  p95_ms: number;
  boards_per_s: number;
  /** Processor time of a process per board, by its name: on a busy machine it tells more than the clock */
  cpu_ms_per_board: Record<string, number>;
}

/** Ranges differ from one another until they have all been asked. */
const ranges = 330;
const dayMs = 86_400_000;
/** Rows that new queries are limited to; more than any of the board has. */
const lowestLimit = 1_000;
let asked = 0;

/** Clients that ask for one board after the other until the time is over; every one of them for at least one. */
export async function measureBoards(
  ask: AskBoard,
  board: readonly BoardQuery[],
  { clients, kind, seconds, lastDay }: Case,
  processes: Readonly<Record<string, number>> = {}
): Promise<BoardFigures> {
  const readCpu = () => Object.entries(processes).map(([name, pid]) => [name, readCpuMs(pid)] as const);
  // What is loaded at the first request, and the equal board's answer, are there before the clock runs.
  await ask(board, ...yearUpTo(lastDay, 0));
  const times: number[] = [];
  const used = new Map(readCpu());
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      do {
        const begun = performance.now();
        const daysBefore = kind === 'equal' ? 0 : nextRange();
        await ask(kind === 'new' ? limitTo(board, lowestLimit + asked) : board, ...yearUpTo(lastDay, daysBefore));
        times.push(performance.now() - begun);
      } while (performance.now() - start < seconds * 1000);
    })
  );
  return {
    boards: times.length,
    p50_ms: round(quantile(times, 0.5), 1),
    p95_ms: round(quantile(times, 0.95), 1),
    boards_per_s: round((times.length * 1000) / (performance.now() - start), 2),
    cpu_ms_per_board: Object.fromEntries(
      readCpu().map(([name, ms]) => [name, round((ms - (used.get(name) ?? 0)) / times.length, 1)])
    ),
  };
}

/** The same figures, asked for in a way that was not met before. */
function limitTo(board: readonly BoardQuery[], limit: number): BoardQuery[] {
  return board.map((query) => ({ ...query, cube: (from, to) => ({ ...query.cube(from, to), limit }) }));
}

function nextRange(): number {
  asked += 1;
  return 1 + (asked % ranges);
}

/** A year's first and last day, so many days before the last day of the data. */
export function yearUpTo(lastDay: string, daysBefore: number): [string, string] {
  const to = Date.parse(`${lastDay}T00:00:00Z`) - daysBefore * dayMs;
  const text = (moment: number) => new Date(moment).toISOString().slice(0, 10);
  return [text(to - 364 * dayMs), text(to)];
}

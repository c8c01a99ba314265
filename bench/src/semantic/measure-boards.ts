import { quantile, round } from '../statistics';
import { type BoardQuery } from './board';
import { type AskBoard } from './caller';

export interface Case {
  clients: number;
  /** distinct: every board asks for another year; equal: all ask for the same one */
  kind: 'distinct' | 'equal';
  seconds: number;
  /** Last day of the data, YYYY-MM-DD */
  lastDay: string;
}

export interface BoardFigures {
  boards: number;
  p50_ms: number;
  p95_ms: number;
  boards_per_s: number;
}

/** Ranges differ from one another until they have all been asked. */
const ranges = 330;
const dayMs = 86_400_000;
let asked = 0;

/** Clients that ask for one board after the other until the time is over; every one of them for at least one. */
export async function measureBoards(
  ask: AskBoard,
  board: readonly BoardQuery[],
  { clients, kind, seconds, lastDay }: Case
): Promise<BoardFigures> {
  // What is loaded at the first request, and the equal board's answer, are there before the clock runs.
  await ask(board, ...yearUpTo(lastDay, 0));
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      do {
        const begun = performance.now();
        await ask(board, ...yearUpTo(lastDay, kind === 'equal' ? 0 : nextRange()));
        times.push(performance.now() - begun);
      } while (performance.now() - start < seconds * 1000);
    })
  );
  return {
    boards: times.length,
    p50_ms: round(quantile(times, 0.5), 1),
    p95_ms: round(quantile(times, 0.95), 1),
    boards_per_s: round((times.length * 1000) / (performance.now() - start), 2),
  };
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

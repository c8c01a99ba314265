import { round } from '../statistics';
import { type BoardFigures } from './measure-boards';

/** What was measured on a bank of so many million transactions; keys are layer, kind of boards and clients, such as `cube distinct 16`. */
export interface ScaleFigures {
  millions: number;
  figures: ReadonlyMap<string, Pick<BoardFigures, 'p95_ms'>>;
}

export interface Growth {
  from_millions: number;
  to_millions: number;
  layer: string;
  boards_are: string;
  clients: number;
  /** p95 on the larger bank divided by that on the smaller one */
  p95_times: number;
}

/** How the p95 of every layer grows from one scale to the next larger one; what only one of them measured is left out. */
export function listGrowth(results: readonly ScaleFigures[]): Growth[] {
  return results.slice(1).flatMap(({ millions, figures }, index) => {
    const smaller = results[index];
    return [...figures].flatMap(([name, { p95_ms: after }]) => {
      const before = smaller?.figures.get(name)?.p95_ms;
      const [layer = '', kind = '', clients] = name.split(' ');
      return smaller && before !== undefined
        ? [
            {
              from_millions: smaller.millions,
              to_millions: millions,
              layer,
              boards_are: kind,
              clients: Number(clients),
              p95_times: round(after / before, 2),
            },
          ]
        : [];
    });
  });
}

import { type CubeRow } from '../cube-process';
import { cutPeriods, type Grain } from '../periods';
import { toDay, toText, type Day } from './days';

/** A fact with its dimensions and what is counted of it; money in cents. */
export type Fact = Record<string, string | number | null>;
export type Formula = (facts: readonly Fact[]) => number | null;
export interface Span {
  first: Day;
  last: Day;
  /** Nothing restricts the time */
  isEverything: boolean;
}

/** How the figures of a view are counted. */
export interface ViewOracle {
  /** First and last day of what is known */
  known: readonly [Day, Day];
  formulas: Record<string, Formula>;
  list(span: Span): Fact[];
}

export interface FactQuery {
  measures: readonly string[];
  dimensions: readonly string[];
  grain: Grain;
  range?: readonly [string, string];
  where?: (fact: Fact) => boolean;
}

/** Rows as the semantic layer must give them; a group without any value has none. */
export function countView({ known, formulas, list }: ViewOracle, query: FactQuery): CubeRow[] {
  const days = [toText(known[0]), toText(known[1])] as const;
  const isEverything = query.grain === 'all' && query.range === undefined;
  return cutPeriods(query.grain, query.range ?? days, days).flatMap(({ label, first, last }) => {
    const facts = listOnce(list, { first: toDay(first), last: toDay(last), isEverything }).filter(
      query.where ?? (() => true)
    );
    const groups = new Map<string, Fact[]>();
    for (const fact of facts) {
      const key = JSON.stringify(query.dimensions.map((name) => fact[name] ?? null));
      const group = groups.get(key);
      if (group) {
        group.push(fact);
      } else {
        groups.set(key, [fact]);
      }
    }
    return [...groups.values()].flatMap((group) => {
      const values = query.measures.map((name) => [name, formulas[name]?.(group) ?? null] as const);
      return values.every(([, value]) => value === null)
        ? []
        : [
            {
              ...Object.fromEntries(query.dimensions.map((name) => [name, group[0]?.[name] ?? null])),
              ...Object.fromEntries(values),
              ...(query.grain !== 'all' && { date: `${label}T00:00:00.000` }),
            },
          ];
    });
  });
}

const recent = new WeakMap<ViewOracle['list'], Map<string, Fact[]>>();

/** The facts of a period, kept for a while: one period is asked by many dimensions after each other. */
function listOnce(list: ViewOracle['list'], span: Span): Fact[] {
  const kept = recent.get(list) ?? new Map<string, Fact[]>();
  recent.set(list, kept);
  const key = JSON.stringify(span);
  const facts = kept.get(key) ?? list(span);
  kept.set(key, facts);
  const [oldest] = kept.keys();
  if (kept.size > 9 && oldest !== undefined) {
    kept.delete(oldest);
  }
  return facts;
}

/** The sum of a column, divided; null where no fact has a value. */
export function sum(column: string, divisor = 1): Formula {
  return (facts) => {
    let total: number | null = null;
    for (const fact of facts) {
      const value = fact[column];
      if (typeof value === 'number') {
        total = (total ?? 0) + value;
      }
    }
    return total === null ? null : total / divisor;
  };
}
export const money = (column: string): Formula => sum(column, 100);

export function ratio(above: Formula, below: Formula): Formula {
  return (facts) => {
    const [numerator, denominator] = [above(facts), below(facts)];
    return numerator === null || !denominator ? null : numerator / denominator;
  };
}

/** How many different values a column has. */
export function distinct(column: string): Formula {
  return (facts) => new Set(facts.flatMap((fact) => fact[column] ?? [])).size;
}

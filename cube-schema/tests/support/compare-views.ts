import { type Client } from 'pg';
import { listDifferences, listMissing } from './compare';
import { type CubeProcess, type CubeRow } from './cube-process';
import { countView, type Fact, type ViewOracle } from './facts/count-groups';
import { type Grain } from './periods';
import { askSalesOracle } from './sales-oracle';

export interface ViewCase {
  dimensions?: readonly string[];
  grain?: Grain;
  /** None: the query has no range */
  range?: readonly [string, string];
  login?: string;
  /** The one value of a dimension that is asked for */
  only?: { name: string; value: string };
  /** Others than all of the view */
  measures?: readonly string[];
}

/** Counts what a view must answer to a case, all of its measures at once. */
export interface Counter {
  measures: readonly string[];
  count(one: ViewCase & { held: Array<{ name: string; value: string }> }): CubeRow[] | Promise<CubeRow[]>;
}

export function countWith(oracle: ViewOracle): Counter {
  const measures = Object.keys(oracle.formulas);
  return {
    measures,
    count: ({ dimensions = [], grain = 'all', range, held, measures: asked = measures }) =>
      countView(oracle, {
        measures: asked,
        dimensions,
        grain,
        ...(range && { range }),
        where: (fact: Fact) => held.every(({ name, value }) => fact[name] === value),
      }),
  };
}

/** The views whose facts are counted row by row in SQL (support/sales-oracle.ts). */
export function countSales(
  client: Client,
  view: string,
  measures: readonly string[],
  known: readonly [string, string]
): Counter {
  return {
    measures,
    async count({ dimensions = [], grain = 'all', range, held, measures: asked = measures }) {
      const columnOf = (name: string) => (name === 'outlet_code' && view !== 'funnel' ? 'outlet' : name);
      const where = held.map(({ name, value }) => `${columnOf(name)} = '${value}'`).join(' AND ');
      const rows = await askSalesOracle(
        client,
        { view, dimensions: [...dimensions], grain, ...(range && { range }), ...(where && { where }) },
        known
      );
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => [...dimensions, ...asked, 'date'].includes(name)))
      );
    },
  };
}

const isRatio = (measure: string) =>
  /(_rate|_share|cost_income)$|per_|penetration|stickiness|_avg$|factor$|uplift/.test(measure);

/** What a login is held to. */
function scopeOf(login: string): Array<{ name: string; value: string }> {
  const [kind, code = ''] = login.split('.');
  const name = { region: 'region_code', branch: 'outlet_code', staff: 'staff_code' }[kind ?? ''];
  return name === undefined ? [] : [{ name, value: code }];
}

/** Asks a view every case; what differs from the count, as sentences, and how many rows were compared. */
export async function compareView(
  cube: CubeProcess,
  view: string,
  { measures, count }: Counter,
  cases: readonly ViewCase[]
): Promise<{ faults: string[]; rows: number }> {
  const faults: string[] = [];
  let rows = 0;
  for (const one of cases) {
    const { dimensions = [], grain = 'all', range, login = 'hq.exec', only, measures: asked = measures } = one;
    const answer = await cube.load(login, {
      measures: asked.map((name) => `${view}.${name}`),
      dimensions: dimensions.map((name) => `${view}.${name}`),
      timeDimensions: range
        ? [{ dimension: `${view}.date`, ...(grain !== 'all' && { granularity: grain }), dateRange: range }]
        : [],
      filters: only ? [{ member: `${view}.${only.name}`, operator: 'equals', values: [only.value] }] : [],
      limit: 50_000,
    });
    const expected = await count({
      ...one,
      held: [...(view === 'competitor_rates' ? [] : scopeOf(login)), ...(only ? [only] : [])],
    });
    rows += expected.length;
    const toTexts = (list: readonly CubeRow[]) => list.map((row) => toDimensionTexts(row, dimensions));
    const found =
      answer.error === undefined
        ? [
            ...listDifferences(view, toTexts(answer.rows), toTexts(expected), asked),
            ...listMissing(toTexts(answer.rows), toTexts(expected), { measures: asked, ratios: asked.filter(isRatio) }),
          ]
        : [answer.error];
    faults.push(
      ...found.slice(0, 3).map((fault) => `${JSON.stringify(one)} (${found.length} of ${answer.rows.length}): ${fault}`)
    );
  }
  return { faults, rows };
}

/** Dimensions as text: a number is written in more than one way. */
function toDimensionTexts(row: CubeRow, dimensions: readonly string[]): CubeRow {
  const toText = (value: CubeRow[string]) =>
    value === null || value === '' ? null : Number.isNaN(Number(value)) ? String(value) : String(Number(value));
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, dimensions.includes(name) ? toText(value) : value])
  );
}

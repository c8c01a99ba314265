import { z } from 'zod';
import { type Model, type View } from '../model/model';

/** A value of a measure; null: it has none. */
export type Figure = string | null;

export interface SideAnswers {
  /** By `member period unit` as of {@link toKey} */
  figures: Map<string, Figure>;
  /** Measures that the side could not be asked, with its words */
  refusals: Map<string, string>;
}

/** Days that are asked about. */
export interface AskedPeriod {
  /** `month 2026-06` */
  name: string;
  days: [string, string];
}

const answerSchema = z.object({
  error: z.string().optional(),
  results: z
    .array(z.object({ data: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))) }))
    .optional(),
});
type Row = Record<string, string | number | boolean | null>;

export type Load = (query: object) => Promise<unknown>;

/** Now is another moment in the answer of each side. */
const unsteady = new Set(['sources.freshness_hours']);

export interface FigureKey {
  member: string;
  period: string;
  /** The outlet, with a metric in front where the view needs one; empty for the whole bank */
  unit: string;
}

const separator = '\u001f';
const toKey = ({ member, period, unit }: FigureKey): string => [member, period, unit].join(separator);
export function fromKey(key: string): FigureKey {
  const [member = '', period = '', unit = ''] = key.split(separator);
  return { member, period, unit };
}

/** Asks every measure of a model per outlet, for each of the periods where the view has a date, else as it is. */
export async function askSide(load: Load, model: Model, periods: readonly AskedPeriod[]): Promise<SideAnswers> {
  const answers: SideAnswers = { figures: new Map(), refusals: new Map() };
  for (const view of model.views) {
    const measures = listMeasures(model, view).filter((member) => !unsteady.has(member));
    const hasDate = view.members.some(({ name }) => name === 'date');
    const asked = hasDate ? periods : [{ name: 'now', days: undefined }];
    for (const period of asked) {
      await askView(load, view, measures, period, answers);
    }
  }
  return answers;
}

export function listMeasures(model: Model, view: View): string[] {
  return view.members
    .filter((member) => model.cubes.get(member.cube)?.members.get(member.name)?.kind === 'measure')
    .map(({ name }) => `${view.name}.${name}`);
}

/** All measures in one query; one by one where that is refused, so that one measure does not hide the others. */
async function askView(
  load: Load,
  view: View,
  measures: readonly string[],
  period: { name: string; days: [string, string] | undefined },
  answers: SideAnswers
): Promise<void> {
  const names = new Set(view.members.map(({ name }) => name));
  // Units of metrics do not add, nor do levels: the outlet settles the level.
  const dimensions = ['metric', 'journey', 'step', 'signal', 'outlet_code']
    .filter((name) => names.has(name))
    .map((name) => `${view.name}.${name}`);
  const timeDimensions = period.days ? [{ dimension: `${view.name}.date`, dateRange: period.days }] : [];
  const ask = async (list: readonly string[]) => {
    const { error, results } = answerSchema.parse(
      await load({ measures: list, dimensions, timeDimensions, limit: 50_000 })
    );
    return { error, rows: (results ?? []).flatMap(({ data }) => data) };
  };
  const keep = (list: readonly string[], rows: readonly Row[]) => {
    for (const row of rows) {
      const unit = dimensions.map((dimension) => String(row[dimension] ?? '')).join(' ');
      for (const member of list) {
        const value = row[member];
        answers.figures.set(
          toKey({ member, period: period.name, unit }),
          value === null || value === undefined ? null : String(value)
        );
      }
    }
  };
  const whole = await ask(measures);
  if (whole.error === undefined) {
    keep(measures, whole.rows);
    return;
  }
  for (const member of measures) {
    const one = await ask([member]);
    if (one.error === undefined) {
      keep([member], one.rows);
    } else {
      answers.refusals.set(member, one.error);
    }
  }
}

/** The last whole month and quarter up to a day. */
export function listPeriods(lastDay: string): AskedPeriod[] {
  const [year = 0, month = 0, day = 0] = lastDay.split('-').map(Number);
  const toDay = (y: number, m: number, d: number) => new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10);
  const monthsOver = year * 12 + month - (toDay(year, month, day + 1).endsWith('-01') ? 0 : 1);
  const cut = (last: number, length: number): [string, string] => {
    const [y, m] = [Math.floor((last - 1) / 12), ((last - 1) % 12) + 1];
    return [toDay(y, m - length + 1, 1), toDay(y, m + 1, 0)];
  };
  const monthDays = cut(monthsOver, 1);
  const quarterDays = cut(monthsOver - (monthsOver % 3), 3);
  return [
    { name: `month ${monthDays[0].slice(0, 7)}`, days: monthDays },
    {
      name: `quarter ${quarterDays[0].slice(0, 4)}-Q${Math.ceil(Number(quarterDays[0].slice(5, 7)) / 3)}`,
      days: quarterDays,
    },
  ];
}

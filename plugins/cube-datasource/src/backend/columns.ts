import {
  type Annotation,
  createTimeReader,
  type CubeQuery,
  type FigureUnitName,
  findMemberTexts,
  findWords,
  type LoadResult,
  type ModelTexts,
  stripView,
  toColumns,
  type ViewerBank,
} from '@branchlight/cube-contract';
import { type Field, type FieldConfig } from '@branchlight/plugin-protocol';
import { QueryError } from './query-error';

export type ColumnKind = 'dimension' | 'time' | 'measure';

/** A field of the answer with its part in the query. */
export interface Column {
  kind: ColumnKind;
  field: Field;
  /** What the viewer reads for the field's values, where they are words */
  words?: Record<string, string> | undefined;
}

/** What decides how figures are shown, but not which. */
export interface Presentation {
  bank: ViewerBank;
  /** In the viewer's language */
  texts?: ModelTexts | undefined;
}

type FieldValues = { [F in Field as F['type']]: Pick<F, 'type' | 'values'> }[Field['type']];

interface Plan {
  kind: ColumnKind;
  /** Key of the values in Cube's answer. */
  key: string;
  /** `view.member` */
  member: string;
  /** Name of the field: the member without its view. */
  name: string;
  annotation: Annotation | undefined;
}

/**
 * The answer's columns in the query's order: dimensions, time dimensions with a granularity, measures. Numerics become
 * numbers here, times the epoch milliseconds of that local time in the bank's zone, what is missing null.
 */
export function readColumns(query: CubeQuery, result: LoadResult, presentation: Presentation): Column[] {
  const data = toColumns(result);
  const toMillis = createTimeReader(presentation.bank.timeZone);
  return nameApart(planColumns(query, result)).map((plan) => {
    const { annotation, key, kind, name } = plan;
    const cells = data.read(key);
    if (!cells) {
      throw new QueryError(
        `Cube's answer lacks "${key}": it may not be visible to you, or the model has changed. Reload.`,
        502
      );
    }
    const words = kind === 'dimension' ? findWords(presentation.texts, plan.member) : undefined;
    return {
      kind,
      words,
      field: { name, config: describeField(plan, words, presentation), ...convert(cells, annotation, kind, toMillis) },
    };
  });
}

function planColumns(query: CubeQuery, { annotation }: LoadResult): Plan[] {
  const { dimensions, measures, timeDimensions } = annotation;
  return [
    ...(query.dimensions ?? []).map((member): Plan => ({
      kind: 'dimension',
      key: member,
      member,
      name: stripView(member),
      annotation: dimensions[member] ?? timeDimensions[member],
    })),
    ...(query.timeDimensions ?? []).flatMap(({ dimension, granularity }): Plan[] => {
      const key = `${dimension}.${granularity ?? ''}`;
      return granularity
        ? [
            {
              kind: 'time',
              key,
              member: dimension,
              name: stripView(dimension),
              annotation: timeDimensions[key] ?? timeDimensions[dimension],
            },
          ]
        : [];
    }),
    ...(query.measures ?? []).map((member): Plan => ({
      kind: 'measure',
      key: member,
      member,
      name: stripView(member),
      annotation: measures[member],
    })),
  ];
}

/** Fields of equal names cannot be told apart by overrides: the later ones keep the name of their view or granularity. */
function nameApart(plans: Plan[]): Plan[] {
  const taken = new Set<string>();
  return plans.map((plan) => {
    const name = taken.has(plan.name) ? plan.key : plan.name;
    taken.add(name);
    return { ...plan, name };
  });
}

/** Grafana's unit of a figure. A ratio is a share, unless the model formats it as a number: nobody reads 1.04 products per customer as 104 %. */
function chooseUnit(unit: FigureUnitName, format: string | undefined, currency: string): string {
  switch (unit) {
    case 'currency':
      return `currency:${currency}`;
    case 'ratio':
      return format === 'number' ? 'short' : 'percentunit';
    case 'hours':
      return 'h';
    case 'minutes':
      return 'm';
    case 'count':
      return 'short';
  }
}

function describeField(
  { annotation, kind, member }: Plan,
  words: Record<string, string> | undefined,
  { bank, texts }: Presentation
): FieldConfig {
  const own = findMemberTexts(texts, member);
  const title = own?.title ?? annotation?.shortTitle ?? annotation?.title;
  const description = own?.description ?? annotation?.description;
  const unit = kind === 'measure' ? annotation?.meta?.unit : undefined;
  const decimals = annotation?.meta?.decimals;
  const direction = kind === 'measure' ? annotation?.meta?.direction : undefined;
  return {
    ...(title && { displayNameFromDS: title }),
    ...(description && { description }),
    ...(words && { mappings: [mapWords(words)] }),
    ...(unit && { unit: chooseUnit(unit, annotation?.format, bank.currency) }),
    ...(decimals !== undefined && { decimals }),
    // The scorecard panel judges changes by it: a panel's own options only fill in what the data leave open.
    ...(direction && { custom: { direction } }),
  };
}

/** Grafana's value mapping: panels show the word, while filters, links and exports keep the value. */
function mapWords(words: Record<string, string>) {
  const options = Object.entries(words).map(([value, text], index) => [value, { text, index }]);
  return { type: 'value', options: Object.fromEntries(options) };
}

function convert(
  cells: unknown[],
  annotation: Annotation | undefined,
  kind: ColumnKind,
  toMillis: (time: string) => number
): FieldValues {
  const type = kind === 'time' ? 'time' : (annotation?.type ?? (kind === 'measure' ? 'number' : 'string'));
  switch (type) {
    case 'time':
      return { type: 'time', values: cells.map((cell) => (isMissing(cell) ? null : toMillis(String(cell)))) };
    case 'boolean':
      return { type: 'boolean', values: cells.map((cell) => (isMissing(cell) ? null : toBoolean(cell))) };
    case 'string':
      return { type: 'string', values: cells.map((cell) => (isMissing(cell) ? null : toText(cell))) };
    default:
      return kind === 'measure' || type === 'number'
        ? { type: 'number', values: cells.map(toNumber) }
        : { type: 'string', values: cells.map((cell) => (isMissing(cell) ? null : toText(cell))) };
  }
}

function isMissing(cell: unknown): cell is null | undefined {
  return cell === null || cell === undefined;
}

function toText(cell: unknown): string {
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

function toBoolean(cell: unknown): boolean {
  return cell === true || cell === 1 || cell === 'true' || cell === 't' || cell === '1';
}

/** Money stays text up to here, so that nothing is rounded but once; a text that is no number is missing. */
function toNumber(cell: unknown): number | null {
  if (typeof cell === 'number') {
    return cell;
  }
  if (typeof cell === 'boolean') {
    return cell ? 1 : 0;
  }
  if (typeof cell !== 'string' || cell.trim() === '') {
    return null;
  }
  const value = Number(cell);
  return Number.isNaN(value) && cell !== 'NaN' ? null : value;
}

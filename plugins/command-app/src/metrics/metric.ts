import { isOneOf, isRecord } from '../shared/guards';
import { CANDIDATES, type Candidate, FIGURES } from './catalogue';
import { type ModelMember, type ModelView } from './semantic-model';

const UNITS = ['currency', 'count', 'ratio', 'hours', 'minutes'] as const;
const DIRECTIONS = ['up', 'down', 'none'] as const;

/** A dimension that splits a metric. */
export interface Category {
  name: string;
  title: string;
  /** What its values are called in the viewer's language; a value without a word is missing */
  words: Record<string, string>;
}

/** A metric of the page with what the semantic layer says about it. */
export interface Metric extends Candidate {
  title: string;
  description: string;
  formula: string;
  owner: string;
  certified: boolean;
  unit: (typeof UNITS)[number];
  /** Whether a rise is good, bad or neither. */
  direction: (typeof DIRECTIONS)[number];
  /** True when a ratio is read as a percentage. */
  isPercent: boolean;
  /** Dimensions that split the metric into groups, without regions and outlets. */
  categories: Category[];
}

/** The page's metrics that the viewer's model has, in the page's order. */
export function listMetrics(model: ModelView[]): Metric[] {
  return describeAll(CANDIDATES, model);
}

/** The scorecard's figures that the viewer's model has, view by view. */
export function listFigures(model: ModelView[]): Metric[] {
  return describeAll(FIGURES, model);
}

function describeAll(candidates: readonly Candidate[], model: ModelView[]): Metric[] {
  return candidates.flatMap((candidate) => {
    const view = model.find(({ name }) => name === candidate.view);
    const member = view?.measures.find(({ name }) => name === candidate.id);
    return view && member ? [describeMeasure(candidate, member, view)] : [];
  });
}

/** A measure with what the model says about it. */
export function describeMeasure(
  candidate: Candidate,
  { title, description, format, meta }: ModelMember,
  view: ModelView
): Metric {
  return {
    ...candidate,
    title,
    description,
    ...candidate.texts?.(),
    formula: typeof meta.formula === 'string' ? meta.formula : '',
    owner: typeof meta.owner === 'string' ? meta.owner : '',
    certified: meta.certified === true,
    unit: isOneOf(UNITS, meta.unit) ? meta.unit : 'count',
    direction: isOneOf(DIRECTIONS, meta.direction) ? meta.direction : 'none',
    isPercent: format === 'percent',
    categories: view.dimensions
      .filter(({ name, meta }) => meta.role === 'category' && (candidate.splits?.includes(name) ?? true))
      .sort((a, b) => rankCategory(a.name, candidate.splits) - rankCategory(b.name, candidate.splits))
      .map(({ name, title, meta }) => ({ name, title, words: readWords(meta.words) })),
  };
}

/** What a category's values are called, by code. */
export function readWords(value: unknown): Record<string, string> {
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      )
    : {};
}

/** Ways to split, the most telling first; what is not named here comes last, in the model's order. */
const CATEGORY_ORDER = ['tier', 'status', 'age_band', 'product', 'segment', 'sex'];

function rankCategory(name: string, order: readonly string[] = CATEGORY_ORDER): number {
  const index = order.indexOf(name);
  return index < 0 ? order.length : index;
}

/** Whether a change of this sign is good for the bank. */
export function judgeChange(direction: Metric['direction'], change: number): 'good' | 'bad' | 'neutral' {
  if (direction === 'none' || change === 0) {
    return 'neutral';
  }
  return change > 0 === (direction === 'up') ? 'good' : 'bad';
}

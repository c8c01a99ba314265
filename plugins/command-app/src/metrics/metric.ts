import { isOneOf, isRecord } from '../shared/guards';
import { CANDIDATES, type Candidate, FIGURES } from './catalogue';
import { type ModelMember, type ModelView } from './semantic-model';

const UNITS = ['currency', 'count', 'ratio', 'hours', 'minutes'] as const;
const DIRECTIONS = ['up', 'down', 'none'] as const;

/** Units that the page can open; the bank is the whole of them. */
const PAGE_UNITS = ['region', 'outlet'] as const;
export type Unit = (typeof PAGE_UNITS)[number];

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
  /** Units of the bank that the metric goes down by, the largest first. */
  units: Unit[];
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
  { title, description, format, meta, drillMembers }: ModelMember,
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
    units: listUnits(view, drillMembers),
    categories: view.dimensions
      .filter(({ name, meta }) => meta.role === 'category' && (candidate.splits?.includes(name) ?? true))
      .sort((a, b) => rankCategory(a.name, candidate.splits) - rankCategory(b.name, candidate.splits))
      .map(({ name, title, meta }) => ({ name, title, words: readWords(meta.words) })),
  };
}

/** The units of the view's geography, in its order, that the metric can be looked at by; all where the model does not say. */
function listUnits({ hierarchies }: ModelView, drillMembers: string[]): Unit[] {
  const levels = hierarchies.find(({ name }) => name === 'geography')?.levels;
  return levels
    ? levels
        .filter((level) => drillMembers.length === 0 || drillMembers.includes(level))
        .flatMap((level) => PAGE_UNITS.filter((unit) => level === `${unit}_code`))
    : [...PAGE_UNITS];
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

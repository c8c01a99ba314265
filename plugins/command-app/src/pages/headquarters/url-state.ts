import { type SceneObjectUrlValue, type SceneObjectUrlValues } from '@grafana/scenes';
import { COMPARE_MODES, type CompareMode } from '../../period/period';
import { type CategoryFilters } from '../../queries/scope';
import { isOneOf } from '../../shared/guards';

/** What the address holds beside the time range; names are stable, links are kept by people. */
export const URL_KEYS = ['metric', 'region', 'outlet', 'compare', 'by', 'split', 'filter'] as const;

/** The viewer's choices. Undefined means the page's default. */
export interface Choices {
  metric?: string;
  region?: string;
  outlet?: string;
  compare: CompareMode;
  /** Dimension of "what changed and where". */
  by?: string;
  /** Dimension of the bars. */
  split?: string;
  filters: CategoryFilters;
}

/** The choices as address values; null removes a key. */
export function toUrl({ metric, region, outlet, compare, by, split, filters }: Choices): SceneObjectUrlValues {
  const pairs = Object.entries(filters).flatMap(([name, values]) => values.map((value) => `${name}|${value}`));
  return {
    metric: metric ?? null,
    region: region ?? null,
    outlet: outlet ?? null,
    compare,
    by: by ?? null,
    split: split ?? null,
    filter: pairs.length > 0 ? pairs : null,
  };
}

/**
 * Reads changed address values; what is not well formed is taken as not given.
 * @param values only the keys that changed; null where a key has gone
 * @param fallback comparison when the address names none
 */
export function fromUrl(values: SceneObjectUrlValues, fallback: CompareMode): Partial<Choices> {
  const update: Partial<Choices> = {};
  for (const key of ['metric', 'region', 'outlet', 'by', 'split'] as const) {
    if (key in values) {
      update[key] = readOne(values[key]);
    }
  }
  if ('compare' in values) {
    const compare = readOne(values.compare);
    update.compare = isOneOf(COMPARE_MODES, compare) ? compare : fallback;
  }
  if ('filter' in values) {
    update.filters = readFilters(values.filter);
  }
  return update;
}

function readOne(value: SceneObjectUrlValue): string | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  return one ? one : undefined;
}

function readFilters(value: SceneObjectUrlValue): CategoryFilters {
  const filters: CategoryFilters = {};
  for (const pair of Array.isArray(value) ? value : value ? [value] : []) {
    const split = pair.indexOf('|');
    if (split > 0) {
      const name = pair.slice(0, split);
      filters[name] = [...(filters[name] ?? []), pair.slice(split + 1)];
    }
  }
  return filters;
}

import { type Candidate, memberOf } from '../metrics/catalogue';
import { type CubeQuery } from './cube-query';

/** What the page looks at: the whole of what the viewer may see, one region or one outlet. */
export interface Scope {
  region?: string;
  outlet?: string;
}

/** Values chosen for a category (`tier`), by its name. */
export type CategoryFilters = Record<string, string[]>;

type Filters = NonNullable<CubeQuery['filters']>;

/** Cube filters of the values that a metric's dimensions always have. */
export function toFixedFilters({ view, where = {} }: Candidate): Filters {
  return Object.entries(where).map(([name, value]) => ({
    member: memberOf(view, name),
    operator: 'equals',
    values: [value],
  }));
}

/** Cube filters of a scope and the chosen categories for one view; categories that the view lacks are left out. */
export function toFilters(view: string, scope: Scope, filters: CategoryFilters, categories: string[]): Filters {
  const result: Filters = [];
  if (scope.outlet) {
    result.push({ member: memberOf(view, 'outlet_code'), operator: 'equals', values: [scope.outlet] });
  } else if (scope.region) {
    result.push({ member: memberOf(view, 'region_code'), operator: 'equals', values: [scope.region] });
  }
  for (const [name, values] of Object.entries(filters)) {
    if (values.length > 0 && categories.includes(name)) {
      result.push({ member: memberOf(view, name), operator: 'equals', values });
    }
  }
  return result;
}

import { type View } from '../model/model';
import { type Filter, type CubeQuery, isMemberFilter, listSortOrder } from './query';

/**
 * Moves a query to another view. Members that the new view has under the same name stay with their filters and order
 * (`deposits.outlet_code` becomes `loans.outlet_code`), the others go. Without anything left to ask, the view's first
 * measure is chosen, since a view is remembered by its members only. `dropped` names the members that had to go.
 */
export function changeView(query: CubeQuery, view: View): { query: CubeQuery; dropped: string[] } {
  const dropped = new Set<string>();
  const known = new Set([...view.measures, ...view.dimensions, ...view.times].map(({ name }) => name));
  const move = (member: string): string[] => {
    const moved = `${view.name}.${member.split('.').slice(1).join('.')}`;
    if (known.has(moved)) {
      return [moved];
    }
    dropped.add(member);
    return [];
  };
  const measures = (query.measures ?? []).flatMap(move);
  const firstMeasure = view.measures.slice(0, 1).map(({ name }) => name);
  const moved: CubeQuery = {
    ...query,
    measures: measures.length > 0 ? measures : firstMeasure,
    dimensions: (query.dimensions ?? []).flatMap(move),
    timeDimensions: (query.timeDimensions ?? []).flatMap((time) =>
      move(time.dimension).map((dimension) => ({ ...time, dimension }))
    ),
    filters: (query.filters ?? []).flatMap((filter) => moveFilter(filter, move)),
    order: listSortOrder(query.order).flatMap(([member, direction]) =>
      move(member).map((moved): [string, typeof direction] => [moved, direction])
    ),
    segments: (query.segments ?? []).flatMap(move),
  };
  return { query: moved, dropped: [...dropped] };
}

function moveFilter(filter: Filter, move: (member: string) => string[]): Filter[] {
  if (isMemberFilter(filter)) {
    return move(filter.member).map((member) => ({ ...filter, member }));
  }
  const parts = ('and' in filter ? filter.and : filter.or).flatMap((part) => moveFilter(part, move));
  if (parts.length === 0) {
    return [];
  }
  return ['and' in filter ? { and: parts } : { or: parts }];
}

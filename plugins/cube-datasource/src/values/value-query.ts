import { type AdHocVariableFilter, type TimeRange } from '@grafana/data';
import { type View } from '../model/model';
import { type CubeQuery, type Filter } from '../query/query';

/** How many values a list suggests; typing narrows it. */
const suggestedAtMost = 100;

/** Which values of a member are asked for. */
export interface ValueQuestion {
  /** With its view; a dimension. */
  member: string;
  /** Only values that contain it. */
  search?: string;
  /** Of the view; values that these rule out are not listed. */
  filters?: Filter[];
  /** Time of the view by which `range` filters. */
  time?: string;
  range?: TimeRange;
  /** The dashboard's other ad-hoc filters. */
  adhocFilters?: AdHocVariableFilter[];
}

/** The query for a member's distinct values, in their order. */
export function toValueQuery({ filters = [], member, search, time }: ValueQuestion): CubeQuery {
  const searched: Filter[] = search ? [{ member, operator: 'contains', values: [search] }] : [];
  return {
    dimensions: [member],
    filters: [...filters, ...searched],
    ...(time && { timeDimensions: [{ dimension: time }] }),
    order: [[member, 'asc']],
    limit: suggestedAtMost,
  };
}

/** A view with the member, among those that are asked if one of them has it. */
export function findViewWith(views: View[], asked: string[], key: string): View | undefined {
  const having = views.filter((view) => view.dimensions.some(({ name }) => name === `${view.name}.${key}`));
  return having.find(({ name }) => asked.includes(name)) ?? having[0];
}

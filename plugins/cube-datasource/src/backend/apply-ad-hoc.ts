import { type CubeQuery, type Filter, getView, isMemberFilter, metaSchema } from '@branchlight/cube-contract';
import { type FrameNotice } from '@branchlight/plugin-protocol';
import { type AdHocFilter } from '../query/query';
import { toCondition } from './ad-hoc-condition';

/** A query narrowed by the dashboard's ad-hoc filters, and what has to be said about those that do not fit it. */
export interface Narrowed {
  query: CubeQuery;
  notices: FrameNotice[];
}

/**
 * Adds the ad-hoc filters that the query's view has a member for. A filter whose member the view lacks is not applied and
 * named in a notice, so that nobody takes the figures for filtered ones.
 *
 * @param meta - Cube's description of the views that the viewer may see
 * @throws QueryError for a condition that the semantic layer cannot answer
 */
export function applyAdHocFilters(query: CubeQuery, filters: AdHocFilter[], meta: unknown): Narrowed {
  const viewName = findView(query);
  const view = metaSchema.parse(meta).cubes.find(({ name }) => name === viewName);
  const conditions: Filter[] = [];
  const notices: FrameNotice[] = [];
  for (const filter of filters) {
    const member = view?.dimensions.find(({ name, type }) => name === `${viewName}.${filter.key}` && type !== 'time');
    if (member) {
      conditions.push(toCondition(filter, member.name, member.type ?? 'string'));
    } else {
      notices.push({
        severity: 'warning',
        text: `The filter "${filter.key} ${filter.operator} ${shown(filter)}" is not applied here: ${view?.title ?? viewName} has no "${filter.key}".`,
      });
    }
  }
  return {
    query: conditions.length > 0 ? { ...query, filters: [...(query.filters ?? []), ...conditions] } : query,
    notices,
  };
}

function findView(query: CubeQuery): string {
  const first = [
    ...(query.measures ?? []),
    ...(query.dimensions ?? []),
    ...(query.timeDimensions ?? []).map(({ dimension }) => dimension),
    ...(query.filters ?? []).filter(isMemberFilter).map(({ member }) => member),
  ][0];
  return getView(first ?? '');
}

function shown({ value, values }: AdHocFilter): string {
  return values && values.length > 0 ? values.slice(0, 5).join(', ') : value;
}

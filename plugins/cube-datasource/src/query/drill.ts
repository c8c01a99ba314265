import { isCode } from '@branchlight/cube-contract';
import { type Hierarchy, type Level } from '../model/hierarchies';
import { type View } from '../model/model';
import { type CubeQuery } from './query';

/** The whole: no level of a hierarchy is grouped by. */
export const WHOLE = -1;

/** A hierarchy as far down as a query can go. */
export interface DrillPath {
  hierarchy: Hierarchy;
  levels: Level[];
}

/** The view's ways down, each as far as all figures of the query go; without those that they do not go at all. */
export function listDrillPaths({ hierarchies, measures }: View, { measures: asked = [] }: CubeQuery): DrillPath[] {
  const known = measures.filter(({ drillMembers, name }) => asked.includes(name) && drillMembers.length > 0);
  const isOpen = ({ dimension }: Level) => known.every(({ drillMembers }) => drillMembers.includes(dimension));
  return hierarchies
    .map((hierarchy) => {
      const end = hierarchy.levels.findIndex((level) => !isOpen(level));
      return { hierarchy, levels: end < 0 ? hierarchy.levels : hierarchy.levels.slice(0, end) };
    })
    .filter(({ levels }) => levels.length > 0);
}

/** Index of the finest level that a query groups by; WHOLE where there is none. */
export function findLevel({ levels }: Hierarchy, { dimensions = [] }: CubeQuery): number {
  return levels.findLastIndex((level) => listMembers(level).some((name) => dimensions.includes(name)));
}

/**
 * The dimensions of a query that is taken to another level of a hierarchy: those of its other levels go, those of the level come in their place. Levels above
 * stay up to one that is a code, since a step of a journey means nothing without the journey, but an outlet's code does without its region's.
 */
export function goToLevel({ levels }: Hierarchy, index: number, { dimensions = [] }: CubeQuery): string[] {
  const top = levels.slice(0, index + 1).findLastIndex(({ dimension }) => isCode(dimension));
  const wanted = index === WHOLE ? [] : levels.slice(Math.max(top, 0), index + 1).flatMap(listMembers);
  const own = new Set(levels.flatMap(listMembers));
  const place = dimensions.findIndex((name) => own.has(name));
  const before = dimensions.slice(0, Math.max(place, 0));
  return [...before, ...wanted, ...dimensions.slice(before.length).filter((name) => !own.has(name))];
}

function listMembers({ dimension, label }: Level): string[] {
  return label === undefined ? [dimension] : [dimension, label];
}

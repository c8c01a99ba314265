import { findLabel, type MetaCube } from '@branchlight/cube-contract';

/** A step of a way down: a dimension, and the one that people read for it where it is a code. */
export interface Level {
  /** Dimension that tells the units apart: `deposits.outlet_code`. */
  dimension: string;
  /** Its dimension for people: `deposits.outlet`. */
  label?: string;
  /** In the language of the business. */
  title: string;
}

/** A way down through a view, the coarsest level first. */
export interface Hierarchy {
  name: string;
  title: string;
  levels: Level[];
}

/** The ways down that the view's model describes, with the titles of the dimensions that people read. */
export function readHierarchies(
  { hierarchies }: MetaCube,
  dimensions: ReadonlyArray<{ name: string; title: string }>
): Hierarchy[] {
  const titles = new Map(dimensions.map(({ name, title }) => [name, title]));
  return hierarchies.map(({ levels, name, title = name }) => ({
    name,
    title,
    levels: levels
      .filter((dimension) => titles.has(dimension))
      .map((dimension): Level => {
        const label = findLabel(dimension, titles.keys());
        return { dimension, title: titles.get(label ?? dimension) ?? dimension, ...(label !== undefined && { label }) };
      }),
  }));
}

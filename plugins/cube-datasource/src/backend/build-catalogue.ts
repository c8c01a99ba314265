import { type CatalogueAnswer, metaSchema, type MetricUsage } from '@branchlight/cube-contract';

/** A table that a measure comes from and that files are loaded into. */
export interface CatalogueTable {
  table: string;
  filledBy: CatalogueAnswer['tables'][string];
  /** End of its latest load, ISO 8601; null where no file was loaded into it */
  loadedAt: string | null;
}

export interface CatalogueDimension {
  member: string;
  title: string;
}

/** A measure as the catalogue shows it; texts in the viewer's language. */
export interface CatalogueMetric {
  member: string;
  view: string;
  viewTitle: string;
  title: string;
  description: string;
  formula: string;
  unit: string | null;
  direction: string | null;
  owner: string | null;
  certified: boolean;
  /** Whether its values over time may be added up */
  isSummable: boolean;
  /** Ways down through the view, with their levels as far as this figure has them */
  hierarchies: Array<{ title: string; levels: CatalogueDimension[] }>;
  /** What the figure can be looked at by, in this order */
  drillMembers: CatalogueDimension[];
  lineage: { cube: string; asks: string[]; through: string[]; loaded: CatalogueTable[] };
  /** Latest load of a table that it comes from, ISO 8601 */
  loadedAt: string | null;
  usage: MetricUsage[];
}

/** The measures of the views that Cube describes to the caller, with what the catalogue knows about them. */
export function buildCatalogue(meta: unknown, catalogue: CatalogueAnswer): { metrics: CatalogueMetric[] } {
  const metrics = metaSchema.parse(meta).cubes.flatMap((view) => {
    const lineage = catalogue.views[view.name];
    const loaded = (lineage?.loaded ?? []).map((table) => ({
      table,
      filledBy: catalogue.tables[table] ?? [],
      loadedAt: catalogue.loadedAt[table] ?? null,
    }));
    const latest = loaded.flatMap(({ loadedAt }) => loadedAt ?? []).sort();
    const titles = new Map(view.dimensions.map((each) => [each.name, each.shortTitle ?? each.title ?? each.name]));
    const toDimension = (member: string) => ({ member, title: titles.get(member) ?? member });
    return view.measures.map(
      ({ name, title, shortTitle, description, meta: own, drillMembers = [] }): CatalogueMetric => ({
        member: name,
        view: view.name,
        viewTitle: view.title ?? view.name,
        title: shortTitle ?? title ?? name,
        description: description ?? '',
        formula: own?.formula ?? '',
        unit: own?.unit ?? null,
        direction: own?.direction ?? null,
        owner: own?.owner ?? null,
        certified: own?.certified ?? false,
        isSummable: own?.semi_additive === false,
        hierarchies: view.hierarchies
          .map((hierarchy) => ({
            title: hierarchy.title ?? hierarchy.name,
            levels: hierarchy.levels.filter((level) => drillMembers.includes(level)).map(toDimension),
          }))
          .filter(({ levels }) => levels.length > 0),
        drillMembers: drillMembers.map(toDimension),
        lineage: {
          cube: lineage?.cube ?? '',
          asks: lineage?.asks ?? [],
          through: lineage?.through ?? [],
          loaded,
        },
        loadedAt: latest.at(-1) ?? null,
        usage: catalogue.usage[name] ?? [],
      })
    );
  });
  return { metrics };
}

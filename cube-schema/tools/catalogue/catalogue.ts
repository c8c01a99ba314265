import { type CatalogueFile, figureUnits, type MetricUsage } from '@branchlight/cube-contract';
import { z } from 'zod';
import { readLineage, type CubeLineage, type Lineage } from '../lineage/lineage';
import { type Origin } from '../lineage/table-origins';
import { type Model, type View } from '../model/model';
import { readOracleCoverage } from './oracle-coverage';
import { readUsage, type Usage } from './usage';

const metaSchema = z.object({
  unit: z.enum([...figureUnits, 'by_metric']).catch('count'),
  direction: z.enum(['up', 'down', 'none']).catch('none'),
  owner: z.string().catch(''),
  certified: z.boolean().catch(false),
  semi_additive: z.boolean().catch(false),
  formula: z.string().catch(''),
});

/** A measure of a view with all that is known about it. */
export interface CatalogueMeasure extends z.infer<typeof metaSchema> {
  /** `deposits.balance_end` */
  member: string;
  title: string;
  description: string;
  /** Relative to the repository */
  file: string;
  usage: Usage[];
  /** Tests that compare it with SQL of their own */
  tests: string[];
  /** Dimensions of the view, by name, that it can be looked at by */
  drillMembers: string[];
}

/** A way down through a view. */
export interface CatalogueHierarchy {
  name: string;
  title: string;
  /** Dimensions by name, the coarsest first */
  levels: string[];
}

export interface CatalogueView {
  view: View;
  cube: string;
  measures: CatalogueMeasure[];
  hierarchies: CatalogueHierarchy[];
  lineage: CubeLineage;
}

export interface Catalogue {
  views: CatalogueView[];
  lineage: Lineage;
}

/** Puts together what the model, the SQL below it and the files that use it say about every measure. */
export async function buildCatalogue(root: string, model: Model): Promise<Catalogue> {
  const lineage = await readLineage(root, model);
  const members = new Set(model.views.flatMap((view) => view.members.map(({ name }) => `${view.name}.${name}`)));
  const usage = readUsage(root, members);
  const coverage = readOracleCoverage(root);
  const views = model.views.map((view): CatalogueView => {
    const cube = view.members[0]?.cube ?? '';
    const measures = view.members.flatMap((member): CatalogueMeasure[] => {
      const source = model.cubes.get(member.cube)?.members.get(member.name);
      const name = `${view.name}.${member.name}`;
      return source?.kind === 'measure'
        ? [
            {
              member: name,
              title: member.title ?? member.name,
              description: member.description ?? '',
              file: source.file,
              ...metaSchema.parse(source.meta ?? {}),
              usage: usage.get(name) ?? [],
              tests: coverage.get(name) ?? [],
              drillMembers: source.drillMembers,
            },
          ]
        : [];
    });
    const hierarchies = view.hierarchies.flatMap(({ cube: of, name }): CatalogueHierarchy[] => {
      const declared = model.cubes.get(of)?.hierarchies.get(name);
      return declared ? [{ name, title: declared.title ?? name, levels: declared.levels }] : [];
    });
    return {
      view,
      cube,
      measures,
      hierarchies,
      lineage: lineage.cubes.get(cube) ?? { asks: [], through: [], loaded: [] },
    };
  });
  return { views, lineage };
}

/** What the Cube server adds to the model: cube-schema/catalogue.json. */
export function toCatalogueFile({ views, lineage }: Catalogue): CatalogueFile {
  const loaded = [...new Set(views.flatMap((view) => view.lineage.loaded))].sort();
  return {
    tables: Object.fromEntries(loaded.map((table) => [table, (lineage.origins.get(table) ?? []).map(copyOrigin)])),
    views: Object.fromEntries(
      views.map(({ view, cube, lineage: { asks, through, loaded: tables } }) => [
        view.name,
        { groups: view.policies.map(({ group }) => group), cube, asks, through, loaded: tables },
      ])
    ),
    usage: Object.fromEntries(
      views.flatMap(({ measures }) =>
        measures
          .filter(({ usage }) => usage.length > 0)
          .map(({ member, usage }) => [member, usage.map(({ kind, title }): MetricUsage => ({ kind, title }))])
      )
    ),
  };
}

function copyOrigin({ source, files }: Origin): Origin {
  return { source, files };
}

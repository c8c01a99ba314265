import { type Catalogue, type CatalogueView } from '../catalogue/catalogue';
import { type Derivation, followTemporaryTables } from '../lineage/table-graph';
import { type Dataset, type JobEvent, jobEventSchema, makeFacet } from './job-event';

export interface LineageTarget {
  /** Of the warehouse, `postgres://host:5432` */
  namespace: string;
  /** Its database, `branchlight_demo` */
  database: string;
  /** URI of who says this */
  producer: string;
  /** ISO 8601 */
  time: string;
}

/** Namespace of what has no place in a database: jobs and views of the semantic layer. */
const own = 'branchlight';

/** The whole way of every figure as job events: files into loaded tables, steps and views of the warehouse, views of the semantic layer. */
export function listJobEvents(
  catalogue: Catalogue,
  sql: ReadonlyMap<string, string>,
  target: LineageTarget
): JobEvent[] {
  const writer = createWriter(target);
  return [
    ...listLoads(catalogue, writer),
    ...catalogue.lineage.graph.derivations.flatMap((derivation) => listDerivation(catalogue, derivation, sql, writer)),
    ...catalogue.views.map((view) => listView(view, writer)),
  ];
}

type Writer = ReturnType<typeof createWriter>;

function createWriter({ namespace, database, producer, time }: LineageTarget) {
  return {
    facet: (kind: Parameters<typeof makeFacet>[1], fields: Record<string, unknown>) =>
      makeFacet(producer, kind, fields),
    toTable: (name: string): Dataset => ({ namespace, name: `${database}.${name}` }),
    toEvent(
      name: string,
      jobType: string,
      description: string,
      inputs: Dataset[],
      outputs: Dataset[],
      query?: string
    ): JobEvent {
      return {
        eventTime: time,
        producer,
        schemaURL: jobEventSchema,
        job: {
          namespace: own,
          name,
          facets: {
            jobType: makeFacet(producer, 'JobTypeJobFacet', {
              processingType: 'BATCH',
              integration: 'BRANCHLIGHT',
              jobType,
            }),
            documentation: makeFacet(producer, 'DocumentationJobFacet', { description }),
            ...(query !== undefined && { sql: makeFacet(producer, 'SQLJobFacet', { query, dialect: 'postgres' }) }),
          },
        },
        inputs,
        outputs,
      };
    },
  };
}

/** One job for each source and set of files: files of one pattern fill their tables together. */
function listLoads({ lineage }: Catalogue, { toEvent, toTable }: Writer): JobEvent[] {
  const loads = new Map<string, { source: string; files: string[]; tables: string[] }>();
  for (const [table, origins] of lineage.origins) {
    for (const { source, files } of origins) {
      const key = [source, ...files].join('\n');
      const load = loads.get(key) ?? { source, files, tables: [] };
      loads.set(key, load);
      load.tables.push(table);
    }
  }
  return [...loads.values()].map(({ source, files, tables }) => {
    const [first] = files;
    return toEvent(
      `load.${source.replaceAll(' ', '-')}${first === undefined ? '' : `.${first.replace(/[^\w-].*$/, '')}`}`,
      'LOAD',
      first === undefined
        ? `Written by the warehouse itself: ${source}`
        : `Files ${files.join(', ')} by the mapping bank/mappings/${source}.yml`,
      files.map((file) => ({ namespace: 'file', name: `${source}/${file}` })),
      [...tables].sort().map(toTable)
    );
  });
}

/** A step or view of the warehouse; temporary tables are passed through. What only functions ask is part of who calls them. */
function listDerivation(
  { lineage }: Catalogue,
  { name, kind, file, writes }: Derivation,
  sql: ReadonlyMap<string, string>,
  { toEvent, toTable }: Writer
): JobEvent[] {
  const outputs = [...writes.keys()].filter((table) => table.includes('.')).sort();
  if (kind === 'function' || outputs.length === 0) {
    return [];
  }
  const inputs = new Set([...writes.values()].flatMap((reads) => followTemporaryTables(lineage.graph, reads)));
  // A table that a step writes and reads is continued, which is no lineage.
  outputs.forEach((table) => inputs.delete(table));
  return [
    toEvent(
      kind === 'step' ? `mart.${name}` : `view.${name}`,
      kind === 'step' ? 'STEP' : 'VIEW',
      file,
      [...inputs].sort().map(toTable),
      outputs.map(toTable),
      kind === 'step' ? sql.get(file) : undefined
    ),
  ];
}

function listView(
  { view, cube, measures, hierarchies, lineage }: CatalogueView,
  { facet, toEvent, toTable }: Writer
): JobEvent {
  const formulas = new Map(measures.map((measure) => [measure.member, measure]));
  const owners = [...new Set(measures.map(({ owner }) => owner))].filter((owner) => owner !== '').sort();
  const fields = view.members.map(({ name, description }) => {
    const measure = formulas.get(`${view.name}.${name}`);
    return {
      name,
      type: measure ? 'measure' : 'dimension',
      description: [description, measure?.formula, measure && `Drills down to ${measure.drillMembers.join(', ')}`]
        .filter(Boolean)
        .join('. '),
    };
  });
  const paths = hierarchies.map(({ title, levels }) => `${title}: ${levels.join(' > ')}`);
  return toEvent(
    `semantic.${view.name}`,
    'VIEW',
    `View of the semantic layer on the cube ${cube}: ${view.file}`,
    lineage.asks.map(toTable),
    [
      {
        namespace: own,
        name: `views.${view.name}`,
        facets: {
          documentation: facet('DocumentationDatasetFacet', {
            description: [view.description ?? '', ...paths].join('. '),
          }),
          datasetType: facet('DatasetTypeDatasetFacet', { datasetType: 'VIEW' }),
          schema: facet('SchemaDatasetFacet', { fields }),
          ...(owners.length > 0 && {
            ownership: facet('OwnershipDatasetFacet', {
              owners: owners.map((name) => ({ name: `team:${name}`, type: 'OWNER' })),
            }),
          }),
        },
      },
    ]
  );
}

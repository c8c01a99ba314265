/** A facet: who made it and by which schema, then its own fields. */
export type Facet = { _producer: string; _schemaURL: string } & Record<string, unknown>;

export interface Dataset {
  namespace: string;
  name: string;
  facets?: Record<string, Facet>;
}

/** An event of OpenLineage that describes a job as it is made, not one of its runs. */
export interface JobEvent {
  eventTime: string;
  producer: string;
  schemaURL: string;
  job: { namespace: string; name: string; facets: Record<string, Facet> };
  inputs: Dataset[];
  outputs: Dataset[];
}

export const jobEventSchema = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent';

/** Published facets in the versions that are written. */
const facetVersions = {
  JobTypeJobFacet: '2-0-3',
  SQLJobFacet: '1-1-0',
  DocumentationJobFacet: '1-1-0',
  DocumentationDatasetFacet: '1-1-0',
  DatasetTypeDatasetFacet: '1-0-0',
  SchemaDatasetFacet: '1-2-0',
  OwnershipDatasetFacet: '1-0-1',
};

export function makeFacet(producer: string, kind: keyof typeof facetVersions, fields: Record<string, unknown>): Facet {
  return {
    _producer: producer,
    _schemaURL: `https://openlineage.io/spec/facets/${facetVersions[kind]}/${kind}.json#/$defs/${kind}`,
    ...fields,
  };
}

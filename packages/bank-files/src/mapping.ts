import schema from '../../../bank/mappings/mapping.schema.json';
import { createSchemaCheck } from './check-schema';
import { readYamlFile, type YamlFile } from './yaml-file';

export type MappingConstant = string | number | boolean;

/** How files are written; what is left out has the schema's default. */
export interface MappingFormat {
  delimiter?: string;
  quote?: string;
  encoding?: string;
  decimal?: string;
  thousands?: string;
  date?: string;
  first_year?: number;
  nulls?: string[];
}

/** Where the value of a table's field comes from, how it is read and checked. */
export interface MappingField {
  column?: string;
  columns?: string[];
  value?: MappingConstant;
  derive?: string;
  year_from_order?: string[];
  date?: string;
  first_year?: number;
  decimal?: string;
  thousands?: string;
  multiply?: number;
  pad?: number;
  prefix?: string;
  codes?: Record<string, MappingConstant>;
  other?: MappingConstant;
  default?: MappingConstant;
  nulls?: string[];
  unknown?: string[];
  empty?: 'allow' | 'warn' | 'reject';
  min?: number | string;
  max?: number | string;
  pattern?: string;
}

export interface MappingUnpivot {
  name_field: string;
  value_field: string;
  value?: MappingField;
  columns: Record<string, string>;
}

export interface MappingInto {
  table: string;
  fields: Record<string, string | MappingField>;
  unpivot?: MappingUnpivot;
}

export interface MappingSetAside {
  when: Record<string, string>;
  reason: string;
  into?: MappingInto[];
}

export interface MappingFile {
  name: string;
  pattern: string | string[];
  domain: string;
  required?: boolean;
  format?: MappingFormat;
  columns?: string[];
  key: string[];
  into: MappingInto[];
  set_aside?: MappingSetAside[];
}

export interface MappingProduct {
  code: string;
  title: string;
  line: 'deposit' | 'loan' | 'card' | 'wealth';
}

/** A folder whose files are loaded by themselves. */
export interface MappingWatch {
  folder: string;
  pattern?: string | string[];
  after?: 'archive' | 'keep';
}

/** An address that is asked for rows. */
export interface MappingPull {
  url: string;
  file?: string;
  format?: 'csv' | 'json';
  rows?: string;
  headers?: Record<string, string>;
}

/** A source's mapping (`bank/mappings/*.yml`), as `mapping.schema.json` describes it. */
export interface Mapping {
  source: string;
  title?: string;
  bank: string;
  max_rejects?: string | number;
  region_codes?: 'first_appearance' | 'alphabetical';
  /** A cron expression, or a span such as `15m` */
  schedule?: string | { every: string };
  watch?: MappingWatch;
  pull?: MappingPull;
  defaults?: MappingFormat;
  products?: MappingProduct[];
  files: MappingFile[];
}

/** The mapping and the file it stands in, for messages about lines. */
export interface ReadMapping {
  mapping: Mapping;
  yaml: YamlFile;
}

const check = createSchemaCheck<Mapping>(schema);

/**
 * Reads a mapping and checks it against the schema. Whether its tables and fields exist is the loader's to say.
 *
 * @throws BankFileError that lists every problem with line, path, what is allowed and the remedy
 */
export function readMapping(file: string): ReadMapping {
  return checkMapping(readYamlFile(file));
}

/** Like {@link readMapping}, for YAML that is already parsed. */
export function checkMapping(yaml: YamlFile): ReadMapping {
  return { mapping: check(yaml), yaml };
}

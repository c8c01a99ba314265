import { type CatalogueAnswer, type CatalogueFile } from '@branchlight/cube-contract';

export function readCatalogue(): CatalogueFile;
export function describeCatalogue(
  catalogue: CatalogueFile,
  viewerGroups: string[],
  database: { query(sql: string): Promise<{ rows: Array<{ name: string; loaded_at: Date }> }> }
): Promise<CatalogueAnswer>;

import { type Model } from '../model/model';
import { loadSqlParser } from '../sql/parse-sql';
import {
  boundTables,
  followTables,
  readQuery,
  readTableGraph,
  type TableGraph,
  type TableSources,
} from './table-graph';
import { readTableOrigins, type Origin } from './table-origins';

export interface CubeLineage extends TableSources {
  /** Tables and views of the warehouse that the cube's SQL names, without those that only bound the days */
  asks: string[];
}

export interface Lineage {
  graph: TableGraph;
  /** By table of core, who fills it */
  origins: Map<string, Origin[]>;
  /** By cube */
  cubes: Map<string, CubeLineage>;
}

/**
 * Where every cube's rows come from, read from the SQL of cubes, steps and migrations and from the mappings.
 *
 * @throws Error that names the cube whose SQL cannot be parsed
 */
export async function readLineage(root: string, model: Model): Promise<Lineage> {
  await loadSqlParser();
  const graph = readTableGraph(root);
  const cubes = new Map<string, CubeLineage>();
  for (const cube of model.cubes.values()) {
    const asks = readCube(graph, cube.file, cube.line, cube.sql);
    cubes.set(cube.name, { asks: asks.filter((name) => isTable(graph, name)), ...followTables(graph, asks) });
  }
  return { graph, origins: readTableOrigins(root), cubes };
}

function isTable(graph: TableGraph, name: string): boolean {
  return !boundTables.has(name) && !graph.derivations.some((one) => one.kind === 'function' && one.name === name);
}

function readCube(graph: TableGraph, file: string, line: number, sql: string): string[] {
  try {
    return readQuery(graph, sql);
  } catch (error) {
    throw new Error(
      `${file}:${line}: the cube's SQL cannot be parsed (${error instanceof Error ? error.message : String(error)}). Remedy: give it as Postgres takes it; what a query passes stands as NULL.`
    );
  }
}

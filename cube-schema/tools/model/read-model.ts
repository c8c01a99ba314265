import { BankFileError, readYamlFile, type YamlFile } from '@branchlight/bank-files';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { locateMembers } from './locate-members';
import { type Cube, type CubeMember, type Hierarchy, type Model, type View, type ViewHierarchy } from './model';
import { runCubeFile } from './run-cube-file';

const text = z.string().optional().catch(undefined);
const memberSchema = z.looseObject({
  name: text,
  sql: z.union([z.string(), z.number()]).transform(String).catch(''),
  public: z.boolean().optional().catch(undefined),
  meta: z.unknown().optional(),
  drill_members: z.unknown().optional(),
  drillMembers: z.unknown().optional(),
});
const hierarchySchema = z.looseObject({ name: text, title: text, levels: z.unknown().optional() });
/** In a JavaScript cube the names are stand-ins, which say what they stand for. */
const namesSchema = z.array(z.unknown()).transform((names) => names.map(String));
const cubeSchema = z.looseObject({
  public: z.boolean().optional().catch(undefined),
  sql: text,
  sql_table: text,
  sqlTable: text,
  refresh_key: z.unknown().optional(),
  refreshKey: z.unknown().optional(),
  measures: z.unknown().optional(),
  dimensions: z.unknown().optional(),
  hierarchies: z.unknown().optional(),
});
const yamlCubesSchema = z.object({ cubes: z.array(cubeSchema.extend({ name: z.string() })) });
const viewsSchema = z.object({
  views: z.array(
    z.looseObject({
      name: z.string(),
      title: text,
      description: text,
      cubes: z.array(
        z.looseObject({
          join_path: z.string(),
          includes: z.array(
            z.looseObject({
              name: z.string(),
              title: text,
              description: text,
              format: text,
              meta: z.unknown().optional(),
            })
          ),
        })
      ),
      folders: z
        .array(z.looseObject({ name: z.string(), includes: z.array(z.string()) }))
        .optional()
        .default([]),
      access_policy: z
        .array(
          z.looseObject({ group: z.string(), row_level: z.unknown().optional(), member_level: z.unknown().optional() })
        )
        .optional()
        .default([]),
    })
  ),
});

type RawCube = z.infer<typeof cubeSchema>;
/** Where a cube keeps its parts of a kind. */
const plurals = { dimension: 'dimensions', measure: 'measures', hierarchy: 'hierarchies' } as const;

/**
 * Reads cubes and views with their positions. A file that is none is told in `problems`, not thrown.
 *
 * @param root - the repository
 */
export function readModel(root: string): Model {
  const folder = path.join(root, 'cube-schema/model');
  const model: Model = { cubes: new Map(), views: [], problems: [] };
  const read = (part: string, take: (file: string) => void) => {
    for (const name of readdirSync(path.join(folder, part)).sort()) {
      const file = path.posix.join('cube-schema/model', part, name);
      try {
        take(file);
      } catch (error) {
        const problems =
          error instanceof BankFileError ? error.problems : [{ line: 1, path: '', message: describe(error) }];
        model.problems.push(...problems.map((problem) => ({ ...problem, file })));
      }
    }
  };
  read('cubes', (file) => {
    for (const cube of file.endsWith('.js') ? readScript(root, file, folder) : readYamlCubes(root, file)) {
      model.cubes.set(cube.name, cube);
    }
  });
  read('views', (file) => model.views.push(...readViews(root, file, model.cubes)));
  return model;
}

function describe(error: unknown): string {
  return error instanceof z.ZodError
    ? `is not what a model's file must be: ${z.prettifyError(error)}`
    : error instanceof Error
      ? error.message
      : String(error);
}

function readScript(root: string, file: string, folder: string): Cube[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  const lines = locateMembers(file, source);
  return runCubeFile(file, source, folder).map(({ name, definition }) =>
    toCube(name, cubeSchema.parse(definition), file, source, (member) =>
      member === undefined ? lines.get(name) : lines.get(`${name}.${member.name}`)
    )
  );
}

function readYamlCubes(root: string, file: string): Cube[] {
  const yaml = readYamlFile(path.join(root, file));
  const source = readFileSync(path.join(root, file), 'utf8');
  return yamlCubesSchema
    .parse(yaml.value)
    .cubes.map((cube, index) =>
      toCube(cube.name, cube, file, source, (member) =>
        yaml.lineOf(['cubes', index, ...(member ? [plurals[member.kind], member.index] : [])])
      )
    );
}

function toCube(
  name: string,
  raw: RawCube,
  file: string,
  source: string,
  findLine: (part?: { kind: keyof typeof plurals; name: string; index: number }) => number | undefined
): Cube {
  const line = findLine() ?? 1;
  const members = (['dimension', 'measure'] as const).flatMap((kind) =>
    listNamed(memberSchema, raw[plurals[kind]]).map((member, index): CubeMember => {
      const memberName = member.name ?? '';
      return {
        name: memberName,
        kind,
        isPublic: member.public ?? true,
        sql: renderReferences(member.sql),
        meta: member.meta,
        drillMembers: readNames(member.drill_members ?? member.drillMembers),
        file,
        line: findLine({ kind, name: memberName, index }) ?? line,
      };
    })
  );
  const hierarchies = listNamed(hierarchySchema, raw.hierarchies).map((hierarchy, index): Hierarchy => {
    const ownName = hierarchy.name ?? '';
    return {
      name: ownName,
      title: hierarchy.title,
      levels: readNames(hierarchy.levels),
      file,
      line: findLine({ kind: 'hierarchy', name: ownName, index }) ?? line,
    };
  });
  const table = raw.sql_table ?? raw.sqlTable;
  return {
    name,
    file,
    line,
    isPublic: raw.public ?? true,
    sql: renderReferences(table ? `SELECT * FROM ${table}` : (raw.sql ?? '')),
    hasRefreshKey: (raw.refresh_key ?? raw.refreshKey) !== undefined,
    members: new Map(members.map((member) => [member.name, member])),
    hierarchies: new Map(hierarchies.map((hierarchy) => [hierarchy.name, hierarchy])),
    text: source,
  };
}

/** Parts of a JavaScript cube stand by name, those of a YAML cube in a list. */
function listNamed<Part extends { name?: string | undefined }>(schema: z.ZodType<Part>, parts: unknown): Part[] {
  if (parts === undefined || parts === null) {
    return [];
  }
  const list = z.array(schema).safeParse(parts);
  return list.success
    ? list.data
    : Object.entries(z.record(z.string(), schema).parse(parts)).map(([name, part]) => ({ ...part, name }));
}

/** Names without the cube's: `CUBE.product` and `product` are the same member. */
function readNames(names: unknown): string[] {
  return (namesSchema.safeParse(names).data ?? []).map((name) => name.replace(/^\{?(?:CUBE\.)?(\w+)\}?$/, '$1'));
}

/** `{CUBE}.rows` of YAML as `CUBE.rows`, `{FILTER_PARAMS.x.y.filter('z')}` as true. */
function renderReferences(sql: string): string {
  return sql.replace(/\{(\w+(?:\.\w+)*)(?:\([^{}]*\))?\}/g, (_, name: string) =>
    name.startsWith('FILTER_PARAMS') ? 'true' : name
  );
}

function readViews(root: string, file: string, cubes: Model['cubes']): View[] {
  const yaml = readYamlFile(path.join(root, file));
  return viewsSchema.parse(yaml.value).views.map((view, index) => {
    const included = view.cubes.flatMap(({ join_path: joinPath, includes }, part) =>
      includes.map(({ name, title, description, format, meta }, position) => ({
        name,
        title,
        description,
        format,
        meta,
        cube: joinPath.split('.').at(-1) ?? joinPath,
        ...at(file, yaml, ['views', index, 'cubes', part, 'includes', position]),
      }))
    );
    const isHierarchy = ({ cube, name }: ViewHierarchy) => cubes.get(cube)?.hierarchies.has(name) ?? false;
    return {
      name: view.name,
      title: view.title,
      description: view.description,
      ...at(file, yaml, ['views', index]),
      members: included.filter((member) => !isHierarchy(member)),
      hierarchies: included.filter(isHierarchy),
      folders: view.folders.map(({ name, includes }, position) => ({
        name,
        members: includes,
        ...at(file, yaml, ['views', index, 'folders', position]),
      })),
      policies: view.access_policy.map((policy, position) => ({
        group: policy.group,
        rowLevel: policy.row_level,
        memberLevel: policy.member_level,
        ...at(file, yaml, ['views', index, 'access_policy', position]),
      })),
    };
  });
}

function at(file: string, yaml: YamlFile, place: Array<string | number>) {
  return { file, line: yaml.lineOf(place) };
}

import { z } from 'zod';

/** What Cube's gateway hands over with the rows of one query. */
export const transformDataSchema = z.object({
  aliasToMemberNameMap: z.record(z.string(), z.string()),
  annotation: z.record(z.string(), z.unknown()),
  query: z.looseObject({
    measures: z.array(z.string()).default([]),
    dimensions: z.array(z.string()).default([]),
    timeDimensions: z
      .array(
        z.looseObject({
          dimension: z.string(),
          granularity: z.string().nullish(),
          dateRange: z.union([z.array(z.string()), z.string()]).nullish(),
        })
      )
      .default([]),
  }),
  queryType: z.string().optional(),
  resType: z.string().nullish(),
});
export type TransformData = z.infer<typeof transformDataSchema>;

type Row = Record<string, unknown>;
export type ResultData =
  Row[] | { members: string[]; dataset: unknown[][] } | { members: string[]; columns: unknown[][] };

const granularities = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
const compareType = 'compareDateRangeQuery';
const blendingType = 'blendingQuery';
/** Column that tells the ranges of a comparison apart. */
const compareColumn = 'compareDateRange';

/**
 * Turns the rows of the database into Cube's answer, as its native addon does.
 *
 * Hidden and denied members are in the query but not in the annotation, and this is the one place of Cube that looks:
 * any member that the viewer may not see is refused, however few rows there are.
 *
 * @throws Error naming the first member that is not in the annotation
 */
export function transformRows(input: TransformData, rows: readonly Row[]): ResultData {
  const columns = listColumns(input);
  const members = columns.map((column) => column.name);
  switch (input.resType) {
    case 'compact':
      return { members, dataset: rows.map((row) => columns.map((column) => column.read(row))) };
    case 'columnar':
      return { members, columns: columns.map((column) => rows.map((row) => column.read(row))) };
    default:
      return rows.map((row) => Object.fromEntries(columns.map((column) => [column.name, column.read(row)])));
  }
}

interface Column {
  name: string;
  read(row: Row): unknown;
}

function listColumns({ aliasToMemberNameMap, annotation, query, queryType }: TransformData): Column[] {
  const aliases = new Map(Object.entries(aliasToMemberNameMap).map(([alias, member]) => [member, alias]));
  const timed = query.timeDimensions.filter((time) => time.granularity);
  const asked = [
    ...query.dimensions,
    ...timed.map((time) => `${time.dimension}.${time.granularity}`),
    ...query.measures,
  ];
  for (const member of [...asked, ...aliases.keys()]) {
    if (!Object.hasOwn(annotation, member)) {
      throw new Error(
        `You requested hidden member: '${member}'. Please make it visible using \`public: true\`. ` +
          'Please note primaryKey fields are `public: false` by default.'
      );
    }
  }
  const columns = asked.map((member) => readAlias(member, aliases.get(member)));
  for (const dimension of new Set(timed.map((time) => time.dimension))) {
    if (!query.dimensions.includes(dimension)) {
      const finest = timed
        .filter((time) => time.dimension === dimension)
        .map((time) => time.granularity ?? '')
        .sort((a, b) => granularities.indexOf(a) - granularities.indexOf(b))[0];
      columns.push(readAlias(dimension, aliases.get(`${dimension}.${finest}`)));
    }
  }
  if (queryType === compareType) {
    const label = describeRange(query.timeDimensions[0]?.dateRange);
    columns.push({ name: compareColumn, read: () => label });
  }
  if (queryType === blendingType && timed[0]) {
    const { dimension, granularity } = timed[0];
    columns.push(readAlias(`time.${granularity}`, aliases.get(`${dimension}.${granularity}`)));
  }
  return columns;
}

function readAlias(name: string, alias: string | undefined): Column {
  if (alias === undefined) {
    throw new Error(`The database's answer has no column for ${name}`);
  }
  return { name, read: (row) => formatValue(row[alias]) };
}

function formatValue(value: unknown): unknown {
  if (value instanceof Date) {
    return value.toISOString().slice(0, -1);
  }
  return value === undefined ? null : value;
}

function describeRange(range: string[] | string | null | undefined): string {
  return Array.isArray(range) ? range.join(' - ') : (range ?? '');
}

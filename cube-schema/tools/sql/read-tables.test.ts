import { loadSqlParser, parseSql } from './parse-sql';
import { readTables } from './read-tables';

beforeAll(loadSqlParser);

function read(sql: string) {
  const [use] = parseSql(sql).map(readTables);
  return {
    reads: [...(use?.reads ?? [])].sort(),
    writes: [...(use?.writes ?? [])].sort(),
    calls: [...(use?.calls ?? [])].sort(),
  };
}

test('finds tables in joins, subqueries of every clause, laterals and both sides of a union', () => {
  expect(
    read(`SELECT (SELECT max(x) FROM core.a) FROM core.b JOIN core.c USING (k), LATERAL (SELECT * FROM core.d) d
      WHERE EXISTS (SELECT FROM core.e) AND k IN (SELECT k FROM core.f) GROUP BY 1 HAVING count(*) > (SELECT 1 FROM core.g)
      UNION ALL SELECT * FROM core.h ORDER BY (SELECT y FROM core.i)`).reads
  ).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name) => `core.${name}`));
});

test('a CTE is no table, but its name is one before it and outside of it', () => {
  expect(
    read('WITH scope AS (SELECT * FROM scope), b AS (SELECT * FROM scope, later), later AS (SELECT 1) SELECT * FROM b')
      .reads
  ).toEqual(['later', 'scope']);
  expect(read('WITH RECURSIVE tree AS (SELECT 1 UNION ALL SELECT * FROM tree) SELECT * FROM tree').reads).toEqual([]);
  expect(read('SELECT * FROM (WITH inner_one AS (SELECT 1) SELECT * FROM inner_one) x, inner_one').reads).toEqual([
    'inner_one',
  ]);
  expect(read('WITH cte AS (SELECT 1) SELECT * FROM mart.cte').reads).toEqual(['mart.cte']);
});

test('tells what a statement writes from what it reads', () => {
  expect(read('INSERT INTO mart.a SELECT * FROM core.b ON CONFLICT DO NOTHING')).toMatchObject({
    reads: ['core.b'],
    writes: ['mart.a'],
  });
  expect(read('INSERT INTO mart.a (x) WITH c AS (SELECT * FROM core.b) SELECT x FROM c')).toMatchObject({
    reads: ['core.b'],
    writes: ['mart.a'],
  });
  expect(read('UPDATE mart.a SET x = (SELECT 1 FROM core.b) FROM core.c WHERE true')).toMatchObject({
    reads: ['core.b', 'core.c'],
    writes: ['mart.a'],
  });
  expect(read('MERGE INTO mart.a USING core.b ON true WHEN MATCHED THEN DELETE')).toMatchObject({
    reads: ['core.b'],
    writes: ['mart.a'],
  });
  expect(read('CREATE TEMP TABLE a AS SELECT * FROM core.b')).toMatchObject({ reads: ['core.b'], writes: ['a'] });
  expect(read('CREATE VIEW mart.v AS SELECT * FROM core.b')).toMatchObject({ reads: ['core.b'], writes: ['mart.v'] });
  expect(read('WITH gone AS (INSERT INTO mart.a SELECT * FROM core.b RETURNING 1) SELECT * FROM gone')).toMatchObject({
    reads: ['core.b'],
    writes: ['mart.a'],
  });
});

test('rows that are deleted and statistics come from nowhere', () => {
  for (const sql of ['DELETE FROM mart.a USING core.b', 'ANALYZE mart.a', 'DROP TABLE mart.a', 'TRUNCATE mart.a']) {
    expect([sql, read(sql)]).toEqual([sql, { reads: [], writes: [], calls: [] }]);
  }
});

test('names the functions that are called, and texts and comments name nothing', () => {
  expect(read(`SELECT 'FROM core.x' FROM mart.period_edge('all', NULL, NULL, 'x') e -- FROM core.y\n`)).toMatchObject({
    reads: [],
    calls: ['mart.period_edge'],
  });
});

test('a text that is no SQL is refused', () => {
  expect(() => parseSql('SELECT FROM FROM')).toThrow(/syntax error/);
});

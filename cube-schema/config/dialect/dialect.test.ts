import { dialects, readEngine } from '.';

const before = process.env.CUBEJS_DB_TYPE;
afterEach(() => {
  if (before === undefined) {
    delete process.env.CUBEJS_DB_TYPE;
  } else {
    process.env.CUBEJS_DB_TYPE = before;
  }
});

test('every engine writes everything that Postgres writes, with as many parts', () => {
  const list = (dialect: Record<string, (...parts: string[]) => string>) =>
    Object.entries(dialect).map(([name, write]) => `${name} ${write.length}`);
  for (const [name, dialect] of Object.entries(dialects)) {
    expect([name, list(dialect).sort()]).toEqual([name, list(dialects.postgres).sort()]);
  }
});

test('the engine is Postgres unless Cube is told another one, and one without SQL is refused', () => {
  delete process.env.CUBEJS_DB_TYPE;
  expect(readEngine()).toBe('postgres');
  process.env.CUBEJS_DB_TYPE = 'duckdb';
  expect(readEngine()).toBe('duckdb');
  process.env.CUBEJS_DB_TYPE = 'oracle';
  expect(readEngine).toThrow(/"oracle".*postgres or duckdb/s);
});

import { migrateQuery } from './migrate-query';

describe('migrateQuery', () => {
  it('leaves a current query as it is', () => {
    const query = {
      refId: 'A',
      query: { measures: ['deposits.credits'] },
      format: 'table' as const,
      version: 1 as const,
    };
    expect(migrateQuery(query)).toBe(query);
  });

  it('reads a query without version and format', () => {
    const query = { timeDimensions: [{ dimension: 'deposits.date', granularity: 'month' }] };
    const stored = { refId: 'A', query };
    expect(migrateQuery(stored)).toEqual({ refId: 'A', query, format: 'timeseries', version: 1 });
  });

  it('reads a Cube query that was stored as JSON text', () => {
    const stored = { refId: 'A', query: '{"measures":["deposits.credits"]}' };
    expect(migrateQuery(stored)).toMatchObject({ query: { measures: ['deposits.credits'] }, format: 'table' });
  });

  it.each([undefined, null, 7, '{', '[]', [], { measures: 'deposits.credits' }])('starts anew from %j', (query) => {
    const stored = { refId: 'A', query, format: 'logs', version: 1 };
    expect(migrateQuery(stored)).toEqual({ refId: 'A', query: {}, format: 'table', version: 1 });
  });
});

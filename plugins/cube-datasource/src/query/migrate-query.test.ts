import { isPeerQuery, migrateQuery } from './migrate-query';
import { isNewer } from './stored-query';

describe('migrateQuery', () => {
  it('leaves a current query as it is', () => {
    const query = {
      refId: 'A',
      query: { measures: ['deposits.credits'] },
      format: 'table' as const,
      version: 2 as const,
    };
    expect(migrateQuery(query)).toBe(query);
  });

  it('reads version 1, whose order may be an object', () => {
    const stored = JSON.parse(
      '{"refId":"A","datasource":{"uid":"branchlight-cube"},"format":"timeseries","version":1,' +
        '"query":{"measures":["deposits.credits"],"order":{"deposits.date":"asc","deposits.credits":"desc"},"offset":3}}'
    );
    expect(migrateQuery(stored)).toEqual({
      refId: 'A',
      datasource: { uid: 'branchlight-cube' },
      format: 'timeseries',
      version: 2,
      query: {
        measures: ['deposits.credits'],
        offset: 3,
        order: [
          ['deposits.date', 'asc'],
          ['deposits.credits', 'desc'],
        ],
      },
    });
  });

  it('reads a query without version and format as the backend does', () => {
    const query = { timeDimensions: [{ dimension: 'deposits.date', granularity: 'month' }] };
    const stored = { refId: 'A', query };
    expect(migrateQuery(stored)).toEqual({ refId: 'A', query, format: 'table', version: 2 });
  });

  it('reads a Cube query that was stored as JSON text', () => {
    const stored = { refId: 'A', query: '{"measures":["deposits.credits"]}' };
    expect(migrateQuery(stored)).toMatchObject({ query: { measures: ['deposits.credits'] }, format: 'table' });
  });

  it('reads a query of grafana-cube-datasource, and tells that it is one', () => {
    const stored = JSON.parse(
      '{"refId":"A","datasource":{"type":"grafana-cube-datasource","uid":"x"},"dimensions":["orders.status"],' +
        '"measures":["orders.count"],"filters":[{"member":"orders.status","operator":"equals","values":["$status"]}],' +
        '"order":[["orders.count","desc"]],"limit":10,"hide":true}'
    );
    expect(isPeerQuery(stored)).toBe(true);
    const migrated = migrateQuery(stored);
    expect(migrated).toEqual({
      refId: 'A',
      datasource: { type: 'grafana-cube-datasource', uid: 'x' },
      hide: true,
      format: 'table',
      version: 2,
      query: {
        dimensions: ['orders.status'],
        measures: ['orders.count'],
        filters: [{ member: 'orders.status', operator: 'equals', values: ['$status'] }],
        order: [['orders.count', 'desc']],
        limit: 10,
      },
    });
    expect(isPeerQuery(migrated)).toBe(false);
  });

  it('keeps a query of a later version untouched', () => {
    const stored = { refId: 'A', version: 3, query: { something: 'else' }, format: 'cubes' };
    expect(migrateQuery(stored)).toBe(stored);
    expect(isNewer(stored)).toBe(true);
  });

  it.each([undefined, null])('starts anew from %j', (query) => {
    const stored = { refId: 'A', query, format: 'logs', version: 1 };
    expect(migrateQuery(stored)).toEqual({ refId: 'A', query: {}, format: 'table', version: 2 });
  });

  it.each([
    ['{"measures":', '{"measures":'],
    [{ measures: 'deposits.credits' }, '{\n  "measures": "deposits.credits"\n}'],
    [[], '[]'],
    [7, '7'],
  ])('keeps %j, which is no query, as a draft', (query, draft) => {
    const stored = { refId: 'A', query, version: 1 };
    expect(migrateQuery(stored)).toMatchObject({ query: {}, editorMode: 'json', draft, version: 2 });
  });
});

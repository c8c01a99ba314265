import { request } from 'node:http';
import { signToken } from '../support/cube-process';
import { cube } from './scoped-bank';
import { byOutlet, expectNothingForeign } from './views';

/** Queries beyond the public views, in whatever form they come. */
export function describeRefusedQueries(): void {
  describe('the query that is checked is the one that is answered', () => {
    const evil = {
      measures: ['deposits.accounts'],
      subqueryJoins: [{ sql: 'SELECT 1', on: '1 = 1', joinType: 'LEFT', alias: 'x' }],
    };
    const harmless = { measures: ['deposits.accounts'] };
    const ask = (method: string, inAddress: object | undefined, inBody: object | undefined) =>
      new Promise<number | undefined>((resolve, reject) => {
        const address = inAddress ? `?query=${encodeURIComponent(JSON.stringify(inAddress))}` : '';
        const body = inBody ? JSON.stringify({ query: inBody }) : '';
        const headers = {
          authorization: signToken('branch.B0101'),
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        };
        const sent = request(`${cube.url}/cubejs-api/v1/load${address}`, { method, headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on('error', reject);
        sent.end(body);
      });

    test.each<[string, object | undefined, object | undefined, number]>([
      ['GET', harmless, undefined, 200],
      ['GET', harmless, evil, 200],
      ['GET', evil, harmless, 400],
      ['GET', undefined, harmless, 400],
      ['POST', undefined, harmless, 200],
      ['POST', harmless, evil, 400],
      ['POST', evil, undefined, 400],
    ])('%s with %j in the address and %j in the body', async (method, inAddress, inBody, status) => {
      expect(await ask(method, inAddress, inBody)).toBe(status);
    });
  });

  describe('members that are not of a public view are refused wherever they stand, also when nothing would come', () => {
    const hidden = [
      'deposit_period.balance_end',
      'deposit_period.period',
      'deposits.period',
      'deposits.grain',
      'card_period.is_issued',
      'last_load.file_name',
      'target_progress.is_default',
      'targets.is_current',
      'targets.unit_code',
      'deposits.balance',
      'deposits.__proto__',
      'constructor.name',
      'pg_user.name',
    ];
    const empty = { member: 'deposits.outlet_code', operator: 'equals', values: ['B9999'] };
    const measures = ['deposits.accounts'];

    test.each(hidden)('%s', async (member) => {
      const queries = [
        { measures: [member] },
        { dimensions: [member] },
        { dimensions: [member], filters: [empty] },
        { measures, dimensions: [member], filters: [empty] },
        { measures, filters: [{ member, operator: 'equals', values: ['month'] }] },
        { measures, filters: [{ or: [empty, { and: [{ member, operator: 'set' }] }] }] },
        { measures, filters: [{ dimension: member, operator: 'set' }] },
        { measures, timeDimensions: [{ dimension: member, granularity: 'month' }] },
        { measures, segments: [member] },
      ];
      for (const query of queries) {
        for (const login of ['hq.exec', 'branch.B0101']) {
          const answer = await cube.load(login, query);
          expect({ query, status: answer.status >= 400, rows: answer.rows }).toEqual({ query, status: true, rows: [] });
          expectNothingForeign(answer.text);
        }
      }
      const ordered = await cube.load('branch.B0101', { measures, order: [[member, 'asc']] });
      expect(ordered).toMatchObject({ status: 400, rows: [] });
      expectNothingForeign(ordered.text);
    });

    const expression = {
      cubeName: 'deposits',
      alias: 'x',
      expr: { type: 'SqlFunction', cubeParams: [], sql: 'SUM(1)' },
    };
    test.each<[string, object]>([
      ['SQL of its own as text', { measures: [JSON.stringify(expression)] }],
      ['SQL of its own as an object', { measures: [{ ...expression, expression: ['return `1`'], name: 'x' }] }],
      [
        'a join of its own',
        { measures, subqueryJoins: [{ sql: 'SELECT 1', on: '1 = 1', joinType: 'LEFT', alias: 'x' }] },
      ],
      ['hints for joins', { measures, joinHints: [['deposit_period', 'last_load']] }],
      ['masks', { measures, maskedMembers: [] }],
      ['a measure as filter tree with both', { measures, filters: [{ and: [empty], or: [empty] }] }],
      ['rows', { dimensions: ['deposits.outlet_code'], ungrouped: true }],
      ['two views', { measures: ['deposits.accounts', 'outlets.outlets'] }],
      ['nothing', {}],
    ])('%s', async (_name, query) => {
      const answer = await cube.load('branch.B0101', query);
      expect(answer.status).toBe(400);
      expect(answer.rows).toEqual([]);
      expectNothingForeign(answer.text);
    });

    test('several queries in one are refused, also where one of them is harmless', async () => {
      const answer = await cube.load('branch.B0101', [byOutlet('deposits'), { measures: ['last_load.rows_loaded'] }]);
      expect(answer).toMatchObject({ status: 400, rows: [] });
    });
  });
}

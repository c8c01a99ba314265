import { learnPlan } from './learn-plan.js';

const days: [string, string] = ['2025-01-01', '2025-12-31'];
const query = { measures: ['deposits.credits'], timeDimensions: [{ dimension: 'deposits.date', dateRange: days }] };
const answered = {
  getResults: () => [answered],
  getRootResultObject: () => [{ annotation: {}, dbType: 'postgres' }],
  getTransformData: () => [{ annotation: {}, aliasToMemberNameMap: {} }],
};

interface Written {
  text?: string;
  values?: unknown[];
  preAggregations?: unknown[];
  external?: boolean;
}

/** A gateway that writes the statement which the test makes of the days. */
function learn(write: (from: string, to: string) => Written, asked = query) {
  const gateway = {
    getNormalizedQueries: async (sent: typeof query) => ['regularQuery', [sent]],
    getSqlQueriesInternal: async (_context: object, [normalized]: Array<typeof query>) => {
      const [from = '', to = ''] = normalized?.timeDimensions[0]?.dateRange ?? [];
      const { text = 'SELECT $1', values = [from, `${to}T23:59:59.999Z`], ...rest } = write(from, to);
      return [{ sql: [text, values], aliasNameToMember: {}, preAggregations: [], ...rest }];
    },
  };
  return learnPlan(gateway, { context: {} }, { key: '', query: asked, days }, answered);
}

it('puts other days into the parameters and the query', async () => {
  const plan = await learn(() => ({}));
  expect(plan?.text).toBe('SELECT $1');
  expect(plan?.read(['2199-11-29', '2200-01-31'])).toEqual({
    values: ['2199-11-29', '2200-01-31T23:59:59.999Z'],
    query: { ...query, timeDimensions: [{ dimension: 'deposits.date', dateRange: ['2199-11-29', '2200-01-31'] }] },
  });
});

it.each<[string, (from: string, to: string) => Written]>([
  ['the statement has them in its text', (from) => ({ text: `SELECT '${from}'` })],
  ['a parameter follows from them', (from, to) => ({ values: [from, to, to.slice(0, 4)] })],
  ['there are more parameters for other ones', (from, to) => ({ values: from < '1900' ? [from, to] : [from, to, to] })],
  ['a parameter looks like a day that stands for others', (from, to) => ({ values: [from, to, '1801-02-03'] })],
  ['Cube reads a table that it built', () => ({ preAggregations: [{}] })],
  ['another store is asked', () => ({ external: true })],
])('finds no plan where %s', async (_name, write) => {
  expect(await learn(write)).toBeUndefined();
});

it('finds none where the query is refused for some days', async () => {
  await expect(
    learn((from) => {
      if (from < '1900') {
        throw new Error('No days before the bank was founded.');
      }
      return {};
    })
  ).rejects.toThrow('founded');
});

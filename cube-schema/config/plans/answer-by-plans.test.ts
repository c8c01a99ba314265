import { answerByPlans } from './answer-by-plans.js';

interface Request {
  query: { limit: number; timeDimensions: Array<{ dimension: string; dateRange: [string, string] }> };
  context: { securityContext: object };
  res(result: object): Promise<void>;
}

/** A gateway that answers by itself with `cube`, and what it is asked; the database answers with `database`, until it is broken. */
function openGateway() {
  const asked = { cube: 0, statements: new Array<unknown[]>() };
  const state = { isBroken: false };
  const ofCube = {
    isWrapper: true,
    by: 'cube',
    getResults: () => [ofCube],
    getRootResultObject: () => [{}],
    getTransformData: () => [{}],
  };
  const connection = {
    query: async ({ values }: { values: unknown[] }) => {
      asked.statements.push(values);
      if (state.isBroken) {
        throw new Error('The table is gone.');
      }
      return { rows: [] };
    },
    end: async () => undefined,
  };
  const driver = { prepareConnection: jest.fn(), withConnection: (work: (one: object) => unknown) => work(connection) };
  const gateway = {
    load: async ({ res }: Request) => {
      asked.cube += 1;
      await res(ofCube);
    },
    log: jest.fn(),
    assertApiScope: jest.fn(),
    getNormalizedQueries: async (query: Request['query']) => ['regularQuery', [query]],
    getSqlQueriesInternal: async (_context: object, [query]: Array<Request['query']>) => [
      { sql: ['SELECT', [...(query?.timeDimensions[0]?.dateRange ?? [])]], aliasNameToMember: {}, preAggregations: [] },
    ],
    getAdapterApi: async () => ({ driverFactory: async () => driver }),
    wrapAdapterQueryResultIfNeeded: () => ({
      data: { isWrapper: true, by: 'database', setTransformData: jest.fn(), setRootResultObject: jest.fn() },
    }),
  };
  answerByPlans(gateway);
  /** @returns who answered */
  const ask = async (year: number, limit = 1) => {
    let by: unknown;
    await gateway.load({
      query: {
        limit,
        timeDimensions: [{ dimension: 'deposits.date', dateRange: [`${year}-01-01`, `${year}-12-31`] }],
      },
      context: { securityContext: { group: 'hq' } },
      res: async (result) => void (by = 'by' in result ? result.by : undefined),
    });
    return by;
  };
  return { ask, asked, state };
}

it('asks the database itself from the third time on, for the days asked for', async () => {
  const { ask, asked } = openGateway();
  expect([await ask(2021), await ask(2022), await ask(2023)]).toEqual(['cube', 'cube', 'database']);
  expect(asked).toEqual({ cube: 2, statements: [['2023-01-01', '2023-12-31']] });
});

it('keeps plans while a thousand other queries come once', async () => {
  const { ask } = openGateway();
  await ask(2021);
  await ask(2022);
  for (let limit = 2; limit < 1_002; limit += 1) {
    expect(await ask(2021, limit)).toBe('cube');
  }
  expect(await ask(2023)).toBe('database');
});

it('leaves the answer to Cube where a plan fails, and learns it anew', async () => {
  const { ask, state } = openGateway();
  await ask(2021);
  await ask(2022);
  state.isBroken = true;
  expect(await ask(2023)).toBe('cube');
  state.isBroken = false;
  expect([await ask(2024), await ask(2025)]).toEqual(['cube', 'database']);
});

it('does without where it is told to', async () => {
  process.env.BRANCHLIGHT_CUBE_PLANS = 'off';
  const { ask } = openGateway();
  delete process.env.BRANCHLIGHT_CUBE_PLANS;
  expect([await ask(2021), await ask(2022), await ask(2023)]).toEqual(['cube', 'cube', 'cube']);
});

import {
  ask,
  byMonth,
  cube,
  cubeApiUrl,
  expectNoSecretInLog,
  plugin,
  range,
  requestOf,
  startBackend,
} from './testing/backend-process';

startBackend();

describe('a query', () => {
  it("asks Cube in the viewer's name, for the bank's days, and answers the contract's fields", async () => {
    const result = await ask('branch.B0101', byMonth);
    expect(result.error).toBeUndefined();
    expect(result.frames[0]?.fields.map(({ name, type, values }) => [name, type, values])).toEqual([
      ['outlet_code', 'string', ['B0', 'B1', 'B2']],
      ['date', 'time', [0, 1, 2].map((day) => range.from + day * 86_400_000)],
      ['credits', 'number', [0.5, 1.5, 2.5]],
    ]);
    expect(cube.loads()).toEqual([
      {
        login: 'branch.B0101',
        path: '/cubejs-api/v1/load',
        body: {
          cache: 'must-revalidate',
          query: {
            ...byMonth,
            limit: 10_001,
            responseFormat: 'compact',
            timeDimensions: [{ ...byMonth.timeDimensions[0], dateRange: ['1993-01-01', '1993-12-31'] }],
          },
        },
      },
    ]);
  });

  it('answers as a time series too', async () => {
    const result = await ask('hq.exec', byMonth, { format: 'timeseries' });
    expect(result.frames[0]?.fields.map(({ labels, values }) => [labels, values.length])).toEqual([
      [undefined, 3],
      [{ outlet_code: 'B0' }, 3],
      [{ outlet_code: 'B1' }, 3],
      [{ outlet_code: 'B2' }, 3],
    ]);
  });

  it('waits while Cube computes', async () => {
    cube.waits = 3;
    expect((await ask('hq.exec', byMonth)).status).toBe(200);
    expect(cube.loads()).toHaveLength(4);
  });

  it('is cut at its limit with a notice', async () => {
    cube.rows = 100;
    const [frame] = (await ask('hq.exec', { ...byMonth, limit: 5 })).frames;
    expect(frame?.fields[0]?.values).toHaveLength(5);
    expect(frame?.meta?.notices).toEqual([{ severity: 'warning', text: expect.stringContaining('first 5 rows') }]);
  });

  it('may bring 50,000 rows', async () => {
    cube.rows = 60_000;
    const [frame] = (await ask('hq.exec', { ...byMonth, limit: 50_000 })).frames;
    expect(frame?.fields[0]?.values).toHaveLength(50_000);
    expect(frame?.meta?.notices).toHaveLength(1);
  });

  it('compares ranges in a frame each', async () => {
    const timeDimensions = [
      { dimension: 'deposits.date', granularity: 'month', compareDateRange: ['this quarter', 'last quarter'] },
    ];
    const { frames } = await ask('hq.exec', { ...byMonth, timeDimensions });
    expect(frames.map((frame) => frame.name)).toEqual(['1994-01-01 - 1994-03-31', '1993-10-01 - 1993-12-31']);
  });
});

describe('several queries and viewers', () => {
  it('are sent together', async () => {
    cube.delayMs = 300;
    const models = Array.from({ length: 20 }, (_, index) => ({ query: { ...byMonth, limit: index + 1 } }));
    const begin = Date.now();
    const results = await plugin.queryData(requestOf('hq.exec', models));
    expect([...results.values()].every((result) => result.status === 200)).toBe(true);
    expect(Date.now() - begin).toBeLessThan(2_500);
    expect(cube.loads()).toHaveLength(20);
    expect(cube.seen.filter((request) => request.path.endsWith('/viewer'))).toHaveLength(1);
  });

  it('share one request in all languages', async () => {
    const byTier = { ...byMonth, dimensions: ['deposits.tier'] };
    const inLanguage = async (locale?: string) => {
      const [, tier, , credits] = [undefined, ...((await ask('hq.exec', byTier, { locale })).frames[0]?.fields ?? [])];
      return [credits?.config?.displayNameFromDS, tier?.values[0], tier?.config?.mappings];
    };
    const word = (text: string) => [{ type: 'value', options: { B0: { text, index: 0 } } }];
    expect(await inLanguage('es-ES')).toEqual(['Abonos', 'B0', word('Básico')]);
    expect(await inLanguage('es-MX')).toEqual(['Abonos', 'B0', word('Básico')]);
    // Alert rules are evaluated on the server, where no language is known.
    expect(await inLanguage()).toEqual(['credits', 'B0', word('Basic')]);
    expect(await inLanguage('fr-FR')).toEqual(['credits', 'B0', word('Basic')]);
    expect(cube.loads()).toHaveLength(1);
    expect(cube.seen.filter(({ path: route }) => route.endsWith('/texts')).length).toBeLessThanOrEqual(1);
  });

  it('are answered in the model’s language by a Cube server without texts', async () => {
    cube.hasTexts = false;
    // Another address is another instance, which has not asked for texts yet.
    const { status, frames } = await ask(
      'hq.exec',
      byMonth,
      { locale: 'es-ES' },
      { url: cubeApiUrl.replace('127.0.0.1', 'localhost') }
    );
    expect([status, frames[0]?.fields.at(-1)?.config?.displayNameFromDS]).toEqual([200, 'credits']);
  });

  it('refuse a language that is no text', async () => {
    expect((await ask('hq.exec', byMonth, { locale: 5 })).error).toMatch(/^locale: must be a language such as/);
  });

  it('share one request within a scope and none across scopes', async () => {
    const logins = ['hq.exec', 'hq.other', 'branch.B0101', 'hq.exec', 'branch.B0101'];
    cube.delayMs = 100;
    const results = await Promise.all(logins.map((login) => ask(login, byMonth)));
    expect(results.map((result) => result.status)).toEqual([200, 200, 200, 200, 200]);
    expect(
      cube
        .loads()
        .map((load) => load.login)
        .sort()
    ).toEqual(['branch.B0101', expect.stringMatching(/^hq\./)]);
    await ask('hq.other', byMonth);
    expect(cube.loads()).toHaveLength(2);
  });

  it('keep answers when one of them fails', async () => {
    const results = await plugin.queryData(
      requestOf('hq.exec', [
        { query: byMonth },
        { query: { measures: ['x'] } },
        { query: byMonth, format: 'graph' },
        'text',
      ])
    );
    expect([...results.values()].map((result) => result.status)).toEqual([200, 400, 400, 400]);
    expect(results.get('B')?.error).toMatch(/^query\.measures\[0\]: "x" is not a member/);
    expect(results.get('C')?.error).toBe('format: must be "table" or "timeseries".');
  });
});

describe('a stored query', () => {
  const adhocFilters = [
    { key: 'tier', operator: '=', value: 'B1' },
    { key: 'sex', operator: '=', value: 'f' },
  ];

  it('is answered whatever version or make it is of', async () => {
    const models = [
      { query: byMonth, format: 'table', version: 1 },
      { query: byMonth, format: 'table', version: 2, editorMode: 'json', draft: '{' },
      { query: JSON.stringify(byMonth) },
      { ...byMonth },
    ];
    const results = await plugin.queryData(requestOf('hq.exec', models));
    expect([...results.values()].map(({ error }) => error)).toEqual(models.map(() => undefined));
    expect([...results.values()].map(({ frames }) => frames[0]?.fields.length)).toEqual([3, 3, 3, 3]);
    expect((await ask('hq.exec', byMonth, { version: 3 })).error).toMatch(
      /newer version.*\(3; this one reads up to 2\)/
    );
    expect((await ask('hq.exec', '{"measures":')).error).toMatch(/^query: the text is not valid JSON/);
  });

  it("is narrowed by the dashboard's ad-hoc filters, and says which of them do not fit", async () => {
    const result = await ask('hq.exec', byMonth, { adhocFilters });
    expect(result.error).toBeUndefined();
    expect(cube.loads()[0]?.body?.query.filters).toEqual([
      { member: 'deposits.tier', operator: 'equals', values: ['B1'] },
    ]);
    expect(result.frames[0]?.meta?.notices).toEqual([
      { severity: 'warning', text: 'The filter "sex = f" is not applied here: Deposits has no "sex".' },
    ]);
  });

  it('is refused with an ad-hoc filter that cannot be answered, rather than answered without it', async () => {
    const wrong = [{ key: 'tier', operator: '=~', value: 'B[12]' }];
    expect((await ask('hq.exec', byMonth, { adhocFilters: wrong })).error).toMatch(/cannot answer: write plain text/);
    expect(cube.loads()).toEqual([]);
  });

  it('is refused when a comparison has several numbers', async () => {
    const filters = [{ member: 'deposits.credits', operator: 'gt', values: ['1', '2'] }];
    expect((await ask('hq.exec', { ...byMonth, filters })).error).toMatch(
      /^query\.filters\[0\]\.values: .*takes one number/
    );
  });
});

expectNoSecretInLog();

import { type CubeQuery, loadResultSchema, modelTextsSchema } from '@branchlight/cube-contract';
import { buildFrame } from './build-frame';

const bank = {
  code: 'p',
  name: 'P',
  currency: 'CZK',
  timeZone: 'Europe/Prague',
  firstDay: null,
  lastDay: null,
  today: null,
};
const month = (text: string) => Date.parse(`${text}T00:00:00+01:00`);

const query: CubeQuery = {
  measures: ['deposits.credits', 'deposits.accounts'],
  dimensions: ['deposits.outlet_code', 'deposits.open'],
  timeDimensions: [{ dimension: 'deposits.date', granularity: 'month' }],
};
const members = [
  'deposits.accounts',
  'deposits.credits',
  'deposits.date',
  'deposits.date.month',
  'deposits.open',
  'deposits.outlet_code',
];
const annotation = {
  measures: {
    'deposits.credits': {
      title: 'Deposits Credits',
      shortTitle: 'Credits',
      description: 'Booked in favour',
      type: 'number',
      meta: { unit: 'currency', decimals: 2 },
    },
    'deposits.accounts': { shortTitle: 'Accounts', type: 'number', meta: { unit: 'count' } },
  },
  dimensions: {
    'deposits.outlet_code': { shortTitle: 'Outlet code', type: 'string' },
    'deposits.open': { shortTitle: 'Open', type: 'boolean' },
  },
  segments: {},
  timeDimensions: { 'deposits.date.month': { shortTitle: 'Date', type: 'time' } },
};
const result = (dataset: unknown[][]) => loadResultSchema.parse({ annotation, data: { members, dataset } });
const row = (outlet: string | null, date: string | null, credits: unknown, accounts: unknown, open: unknown = true) => {
  const time = date && `${date}T00:00:00.000`;
  return [accounts, credits, time, time, open, outlet];
};
const rows = [
  row('B0001', '1993-02-01', '39250523.80', '4500'),
  row('B0002', '1993-01-01', null, 0, null),
  row('B0001', '1993-01-01', '-0.01', '12', false),
  row(null, '1993-02-01', 'abc', '1e3', 'false'),
];

describe('a table', () => {
  const frame = buildFrame({ query, limit: 10 }, result(rows), { bank }, 'table');

  it("has dimensions, time dimensions and measures in the query's order, by names without the view", () => {
    expect(frame.fields.map((field) => [field.name, field.type])).toEqual([
      ['outlet_code', 'string'],
      ['open', 'boolean'],
      ['date', 'time'],
      ['credits', 'number'],
      ['accounts', 'number'],
    ]);
  });

  it("has numbers, times at midnight in the bank's zone, and null for what is missing", () => {
    expect(frame.fields.map((field) => field.values)).toEqual([
      ['B0001', 'B0002', 'B0001', null],
      [true, null, false, false],
      [month('1993-02-01'), month('1993-01-01'), month('1993-01-01'), month('1993-02-01')],
      [39_250_523.8, null, -0.01, null],
      [4500, 0, 12, 1000],
    ]);
  });

  it.each([
    ['percent', 'percentunit'],
    [undefined, 'percentunit'],
    ['number', 'short'],
  ])('shows a ratio with the format %s in the unit %s', (format, unit) => {
    const ratio = { type: 'number', format, meta: { unit: 'ratio' } };
    const answer = loadResultSchema.parse({
      annotation: { measures: { 'loans.share': ratio }, dimensions: {}, segments: {}, timeDimensions: {} },
      data: { members: ['loans.share'], dataset: [['0.5']] },
    });
    const { fields } = buildFrame({ query: { measures: ['loans.share'] }, limit: 10 }, answer, { bank }, 'table');
    expect(fields[0]?.config?.unit).toBe(unit);
  });

  it('tells title, description, unit and decimals', () => {
    expect(frame.fields[3]?.config).toEqual({
      displayNameFromDS: 'Credits',
      description: 'Booked in favour',
      unit: 'currency:CZK',
      decimals: 2,
    });
    expect(frame.fields[4]?.config).toEqual({ displayNameFromDS: 'Accounts', unit: 'short' });
  });

  it('keeps fields apart that would have the same name', () => {
    const times = [
      { dimension: 'deposits.date', granularity: 'month' },
      { dimension: 'deposits.date', granularity: 'year' },
    ];
    const data = { members: ['deposits.date.month', 'deposits.date.year'], dataset: [] };
    const twice = buildFrame(
      { query: { timeDimensions: times }, limit: 10 },
      loadResultSchema.parse({ annotation, data }),
      { bank },
      'table'
    );
    expect(twice.fields.map((field) => field.name)).toEqual(['date', 'deposits.date.year']);
  });

  it('has its fields without rows too', () => {
    const empty = buildFrame({ query, limit: 10 }, result([]), { bank }, 'table');
    expect(empty.fields.map((field) => field.values)).toEqual([[], [], [], [], []]);
    expect(empty.meta?.notices).toBeUndefined();
  });

  it('refuses an answer without a member that was asked for', () => {
    const data = { members: members.slice(1), dataset: [] };
    expect(() =>
      buildFrame({ query, limit: 10 }, loadResultSchema.parse({ annotation, data }), { bank }, 'table')
    ).toThrow('lacks "deposits.accounts"');
  });
});

describe('a limit', () => {
  it('cuts and says so', () => {
    const frame = buildFrame({ query, limit: 3 }, result(rows), { bank }, 'table');
    expect(frame.fields.map((field) => field.values.length)).toEqual([3, 3, 3, 3, 3]);
    expect(frame.meta?.notices).toEqual([
      { severity: 'warning', text: expect.stringContaining('Only the first 3 rows') },
    ]);
  });

  it('says nothing when it is just met', () => {
    expect(buildFrame({ query, limit: 4 }, result(rows), { bank }, 'table').meta?.notices).toBeUndefined();
  });
});

describe('a time series', () => {
  const frame = buildFrame({ query, limit: 10 }, result(rows), { bank }, 'timeseries');

  it('is wide: one ascending time field and labelled numbers', () => {
    expect(frame.meta).toMatchObject({ type: 'timeseries-wide', typeVersion: [0, 1] });
    expect(frame.fields[0]).toMatchObject({
      name: 'date',
      type: 'time',
      values: [month('1993-01-01'), month('1993-02-01')],
    });
    expect(
      frame.fields.slice(1).map((field) => [field.name, field.labels, field.config?.displayNameFromDS, field.values])
    ).toEqual([
      ['credits', { outlet_code: 'B0001', open: 'true' }, 'Credits B0001, true', [null, 39_250_523.8]],
      ['accounts', { outlet_code: 'B0001', open: 'true' }, 'Accounts B0001, true', [null, 4500]],
      ['credits', { outlet_code: 'B0002', open: '' }, 'Credits B0002', [null, null]],
      ['accounts', { outlet_code: 'B0002', open: '' }, 'Accounts B0002', [0, null]],
      ['credits', { outlet_code: 'B0001', open: 'false' }, 'Credits B0001, false', [-0.01, null]],
      ['accounts', { outlet_code: 'B0001', open: 'false' }, 'Accounts B0001, false', [12, null]],
      ['credits', { outlet_code: '', open: 'false' }, 'Credits false', [null, null]],
      ['accounts', { outlet_code: '', open: 'false' }, 'Accounts false', [null, 1000]],
    ]);
  });

  it('without dimensions keeps the titles', () => {
    const plain = buildFrame(
      { query: { ...query, dimensions: [] }, limit: 10 },
      result(rows.slice(0, 2)),
      { bank },
      'timeseries'
    );
    expect(plain.fields.map((field) => [field.labels, field.config?.displayNameFromDS])).toEqual([
      [undefined, 'Date'],
      [undefined, 'Credits'],
      [undefined, 'Accounts'],
    ]);
    expect(plain.fields[1]?.values).toEqual([null, 39_250_523.8]);
  });

  it('needs a time and a number', () => {
    const noTime = { ...query, timeDimensions: [{ dimension: 'deposits.date' }] };
    expect(() => buildFrame({ query: noTime, limit: 10 }, result(rows), { bank }, 'timeseries')).toThrow(
      /needs one time dimension with a granularity/
    );
    const noMeasure = { ...query, measures: [] };
    expect(() => buildFrame({ query: noMeasure, limit: 10 }, result(rows), { bank }, 'timeseries')).toThrow(
      /draws numbers/
    );
  });
});

describe('a comparison', () => {
  it('labels its figures with their days', () => {
    const frame = buildFrame(
      { query, limit: 10, comparedRange: '1993-01-01 - 1993-03-31' },
      result(rows),
      { bank },
      'table'
    );
    expect(frame.name).toBe('1993-01-01 - 1993-03-31');
    expect(frame.fields.map((field) => field.labels)).toEqual([
      undefined,
      undefined,
      undefined,
      ...Array.from({ length: 2 }, () => ({ compareDateRange: '1993-01-01 - 1993-03-31' })),
    ]);
  });
});

describe('in the viewer’s language', () => {
  const texts = modelTextsSchema.parse({
    views: {
      deposits: {
        title: 'Depósitos',
        description: 'Saldos',
        members: {
          credits: { title: 'Abonos', description: 'Importes abonados' },
          date: { title: 'Fecha', description: 'Día' },
        },
      },
    },
    words: { outlet_code: { B0001: 'Oficina principal' } },
  });

  it('titles fields and words values, whose names and values stay what filters and overrides go by', () => {
    const { fields } = buildFrame({ query, limit: 10 }, result(rows), { bank, texts }, 'table');
    expect(fields.map(({ name, config }) => [name, config?.displayNameFromDS])).toEqual([
      ['outlet_code', 'Outlet code'],
      ['open', 'Open'],
      ['date', 'Fecha'],
      ['credits', 'Abonos'],
      ['accounts', 'Accounts'],
    ]);
    expect(fields[0]?.values).toEqual(['B0001', 'B0002', 'B0001', null]);
    expect(fields[0]?.config?.mappings).toEqual([
      { type: 'value', options: { B0001: { text: 'Oficina principal', index: 0 } } },
    ]);
    expect(fields[3]?.config?.description).toBe('Importes abonados');
    expect(fields[3]?.config?.mappings).toBeUndefined();
  });

  it('words the names of series, but not their labels', () => {
    const asked = { ...query, dimensions: ['deposits.outlet_code'], measures: ['deposits.credits'] };
    const { fields } = buildFrame({ query: asked, limit: 10 }, result(rows), { bank, texts }, 'timeseries');
    expect(fields.map(({ config, labels }) => [config?.displayNameFromDS, labels?.outlet_code])).toEqual([
      ['Fecha', undefined],
      ['Oficina principal', 'B0001'],
      ['B0002', 'B0002'],
      ['Abonos', ''],
    ]);
  });
});

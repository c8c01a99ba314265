import { transformDataSchema, transformRows } from './result-transform';

const input = (extra: object = {}, query: object = {}) =>
  transformDataSchema.parse({
    aliasToMemberNameMap: { v__outlet: 'v.outlet', v__date_month: 'v.date.month', v__credits: 'v.credits' },
    annotation: { 'v.outlet': {}, 'v.date.month': {}, 'v.date': {}, 'v.credits': {} },
    query: {
      measures: ['v.credits'],
      dimensions: ['v.outlet'],
      timeDimensions: [
        {
          dimension: 'v.date',
          granularity: 'month',
          dateRange: ['1993-01-01T00:00:00.000', '1993-02-28T23:59:59.999'],
        },
      ],
      ...query,
    },
    queryType: 'regularQuery',
    ...extra,
  });
const rows = [
  { v__outlet: 'A', v__date_month: '1993-01-01T00:00:00.000', v__credits: '12345678901234567.89' },
  { v__outlet: null, v__date_month: new Date('1993-02-01T00:00:00Z'), v__credits: 7 },
];

test('rows are objects by default, with the time dimension once more without its granularity', () => {
  expect(transformRows(input(), rows)).toEqual([
    {
      'v.outlet': 'A',
      'v.date.month': '1993-01-01T00:00:00.000',
      'v.date': '1993-01-01T00:00:00.000',
      'v.credits': '12345678901234567.89',
    },
    {
      'v.outlet': null,
      'v.date.month': '1993-02-01T00:00:00.000',
      'v.date': '1993-02-01T00:00:00.000',
      'v.credits': 7,
    },
  ]);
});

test('the compact and columnar forms hold the same', () => {
  const members = ['v.outlet', 'v.date.month', 'v.credits', 'v.date'];
  expect(transformRows(input({ resType: 'compact' }), rows.slice(0, 1))).toEqual({
    members,
    dataset: [['A', '1993-01-01T00:00:00.000', '12345678901234567.89', '1993-01-01T00:00:00.000']],
  });
  expect(transformRows(input({ resType: 'columnar' }), [])).toEqual({ members, columns: [[], [], [], []] });
});

test('a comparison names the range of every row, blending its time', () => {
  expect(transformRows(input({ queryType: 'compareDateRangeQuery' }), rows.slice(0, 1))).toMatchObject([
    { compareDateRange: '1993-01-01T00:00:00.000 - 1993-02-28T23:59:59.999' },
  ]);
  expect(transformRows(input({ queryType: 'blendingQuery' }), rows.slice(0, 1))).toMatchObject([
    { 'time.month': '1993-01-01T00:00:00.000' },
  ]);
});

describe.each([
  ['with rows', rows],
  ['without rows', []],
])('a member that the viewer may not see is refused %s', (_name, given) => {
  test.each([
    ['a measure', { annotation: { 'v.outlet': {}, 'v.date.month': {}, 'v.date': {} } }, 'v.credits'],
    ['a dimension', { annotation: { 'v.credits': {}, 'v.date.month': {}, 'v.date': {} } }, 'v.outlet'],
    ['a time dimension', { annotation: { 'v.credits': {}, 'v.outlet': {} } }, 'v.date.month'],
    ['a column of the database that was not asked', { aliasToMemberNameMap: { v__secret: 'v.secret' } }, 'v.secret'],
    ['a member named as what every object has', { aliasToMemberNameMap: { x: 'constructor' } }, 'constructor'],
  ])('%s', (_kind, extra, member) => {
    for (const resType of ['default', 'compact', 'columnar']) {
      expect(() => transformRows(input({ ...extra, resType }), given)).toThrow(`hidden member: '${member}'`);
    }
  });
});

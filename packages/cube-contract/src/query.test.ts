import { parseCubeQuery } from './query';

function fault(query: unknown): string {
  const check = parseCubeQuery(query);
  return check.ok ? 'accepted' : check.fault;
}

describe('parseCubeQuery', () => {
  it('accepts every part of a Cube query and normalises order and values', () => {
    const check = parseCubeQuery({
      measures: ['deposits.credits'],
      dimensions: ['deposits.outlet_code', 'deposits.date.month'],
      timeDimensions: [{ dimension: 'deposits.date', granularity: 'month', dateRange: ['1993-01-01', '1993-12-31'] }],
      filters: [
        { member: 'deposits.region_code', operator: 'equals', values: ['R01', 2, true, null] },
        {
          or: [
            { and: [{ member: 'deposits.tier', operator: 'set' }] },
            { member: 'deposits.tier', operator: 'notSet' },
          ],
        },
      ],
      segments: ['deposits.large'],
      order: { 'deposits.credits': 'desc', 'deposits.outlet_code': 'asc' },
      limit: 10,
      offset: 0,
      total: true,
      ungrouped: false,
      timezone: 'Europe/Prague',
    });
    expect(check).toMatchObject({
      ok: true,
      query: {
        order: [
          ['deposits.credits', 'desc'],
          ['deposits.outlet_code', 'asc'],
        ],
        filters: [
          { values: ['R01', '2', 'true', null] },
          { or: [{ and: [{ operator: 'set' }] }, { operator: 'notSet' }] },
        ],
      },
    });
  });

  it('takes null for what is left out', () => {
    expect(
      parseCubeQuery({
        measures: ['a.b'],
        limit: null,
        timeDimensions: [{ dimension: 'a.date', granularity: null, dateRange: null }],
      })
    ).toEqual({ ok: true, query: { measures: ['a.b'], timeDimensions: [{ dimension: 'a.date' }] } });
  });

  it.each<[string, unknown, RegExp]>([
    ['no object', 'deposits', /^query: must be an object/],
    ['nothing asked', {}, /asks for nothing: choose a measure/],
    ['a misspelt key', { measure: ['a.b'] }, /^query: "measure" is not known here: did you mean "measures"\?/],
    ['a foreign key', { measures: ['a.b'], drop: 1 }, /"drop" is not known here: known are measures, dimensions/],
    ['a key that the datasource sets', { measures: ['a.b'], responseFormat: 'compact' }, /leave it out/],
    [
      'a member without view',
      { measures: ['credits'] },
      /^query\.measures\[0\]: "credits" is not a member: write "view\.member"/,
    ],
    ['SQL in a member', { measures: ['a.b; drop table x'] }, /query\.measures\[0\].*is not a member/],
    ['one measure as text', { measures: 'a.b' }, /query\.measures: must be a list of measures/],
    [
      'an unknown operator',
      { measures: ['a.b'], filters: [{ member: 'a.c', operator: 'equal', values: ['x'] }] },
      /query\.filters\[0\]\.operator: "equal".*did you mean "equals"/,
    ],
    [
      'a filter without values',
      { measures: ['a.b'], filters: [{ member: 'a.c', operator: 'equals', values: [] }] },
      /query\.filters\[0\]\.values: the operator "equals" needs at least one value/,
    ],
    [
      'a value that is no list',
      { measures: ['a.b'], filters: [{ member: 'a.c', operator: 'equals', values: 'x' }] },
      /query\.filters\[0\]\.values: must be a list/,
    ],
    [
      'a value that no database keeps',
      { measures: ['a.b'], filters: [{ member: 'a.c', operator: 'equals', values: ['x\0'] }] },
      /query\.filters\[0\]\.values\[0\]: holds the character NUL/,
    ],
    [
      'a foreign key in a filter',
      { measures: ['a.b'], filters: [{ dimension: 'a.c', operator: 'set' }] },
      /query\.filters\[0\]/,
    ],
    [
      'a fault in a group',
      { measures: ['a.b'], filters: [{ or: [{ and: [{ member: 'x', operator: 'set' }] }] }] },
      /query\.filters\[0\]\.or\[0\]\.and\[0\]\.member: "x" is not a member/,
    ],
    [
      'an empty group',
      { measures: ['a.b'], filters: [{ or: [] }] },
      /query\.filters\[0\]\.or: needs at least one filter/,
    ],
    [
      'both and and or',
      { measures: ['a.b'], filters: [{ and: [{ member: 'a.c', operator: 'set' }], or: [] }] },
      /query\.filters\[0\]/,
    ],
    ['a limit of nothing', { measures: ['a.b'], limit: 0 }, /query\.limit: must be a whole number from 1 to 50000/],
    ['a limit too high', { measures: ['a.b'], limit: 50_001 }, /query\.limit.*page on with offset/],
    ['a limit as text', { measures: ['a.b'], limit: '10' }, /query\.limit: must be a whole number/],
    ['an order that is none', { measures: ['a.b'], order: { 'a.b': 'up' } }, /query\.order: must be/],
    [
      'three days',
      { measures: ['a.b'], timeDimensions: [{ dimension: 'a.date', dateRange: ['1', '2', '3'] }] },
      /query\.timeDimensions\[0\]\.dateRange: must be a text such as/,
    ],
    [
      'two kinds of range',
      { measures: ['a.b'], timeDimensions: [{ dimension: 'a.date', dateRange: 'today', compareDateRange: ['today'] }] },
      /has both dateRange and compareDateRange/,
    ],
    [
      'a misspelt key in a time dimension',
      { measures: ['a.b'], timeDimensions: [{ dimension: 'a.date', daterange: 'today' }] },
      /query\.timeDimensions\[0\]: "daterange" is not known here: did you mean "dateRange"/,
    ],
  ])('refuses %s', (_name, query, message) => {
    expect(fault(query)).toMatch(message);
  });

  it('refuses filters nested without end', () => {
    let filter: unknown = { member: 'a.b', operator: 'set' };
    for (let depth = 0; depth < 1_000; depth += 1) {
      filter = { and: [filter] };
    }
    expect(fault({ measures: ['a.b'], filters: [filter] })).toMatch(/nested deeper than 8 levels/);
  });
});

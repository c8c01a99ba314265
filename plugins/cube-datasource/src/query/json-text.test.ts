import { readJson, writeJson } from './json-text';

describe('readJson', () => {
  it('gives back what writeJson wrote, offset, comparison and groups included', () => {
    const query = {
      measures: ['deposits.credits'],
      timeDimensions: [
        { dimension: 'deposits.date', granularity: 'auto', compareDateRange: ['this year', 'last year'] },
      ],
      filters: [{ or: [{ and: [{ member: 'deposits.outlet', operator: 'set' as const }] }] }],
      order: { 'deposits.credits': 'desc' as const },
      limit: 5,
      offset: 10,
    };
    expect(readJson(writeJson(query))).toEqual({ ok: true, query });
  });

  it('takes variables wherever a text stands', () => {
    const text =
      '{"measures":["$measure","deposits.${what:raw}"],"filters":[{"member":"deposits.outlet","operator":"equals","values":["$outlet"]}],' +
      '"timeDimensions":[{"dimension":"deposits.date","granularity":"$grain","dateRange":["$__from","$__to"]}]}';
    expect(readJson(text)).toEqual({ ok: true, query: JSON.parse(text) });
  });

  it.each([
    ['{"measures":', /not valid JSON/],
    ['[]', /^query: must be an object/],
    ['{}', /asks for nothing/],
    ['{"measure":["a.b"]}', /"measure" is not known here: did you mean "measures"\?/],
    [
      '{"measures":["a.b"],"filters":[{"member":"a.c","operator":"equal","values":["x"]}]}',
      /query\.filters\[0\]\.operator.*did you mean "equals"/,
    ],
    ['{"measures":["a.b"],"limit":50001}', /from 1 to 50000/],
  ])('says what is wrong with %s', (text, fault) => {
    const check = readJson(text);
    expect(check.ok ? '' : check.fault).toMatch(fault);
  });
});

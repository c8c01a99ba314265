import { fromBankDay } from '@branchlight/cube-contract';
import { prepareQuery, toQueryKey } from './prepare-query';

const clock = { today: '1994-03-31', timeZone: 'Europe/Prague' };
const time = {
  from: fromBankDay('1993-01-01', clock.timeZone),
  to: fromBankDay('1994-01-01', clock.timeZone) - 1,
  intervalMs: 86_400_000,
};
const measures = ['deposits.credits'];

describe('prepareQuery', () => {
  it("gives a time dimension without a range the request's days in the bank's zone", () => {
    const [prepared] = prepareQuery(
      { measures, timeDimensions: [{ dimension: 'deposits.date', granularity: 'month' }] },
      time,
      clock
    );
    expect(prepared?.query.timeDimensions).toEqual([
      { dimension: 'deposits.date', granularity: 'month', dateRange: ['1993-01-01', '1993-12-31'] },
    ]);
  });

  it("lets a range in the query win, counted from the bank's today", () => {
    const [prepared] = prepareQuery(
      { measures, timeDimensions: [{ dimension: 'deposits.date', dateRange: 'last month' }] },
      time,
      clock
    );
    expect(prepared?.query.timeDimensions).toEqual([
      { dimension: 'deposits.date', dateRange: ['1994-02-01', '1994-02-28'] },
    ]);
  });

  it('does not filter a query without time dimensions by time', () => {
    const [prepared] = prepareQuery({ measures }, time, clock);
    expect(prepared?.query).toEqual({ measures, limit: 10_001 });
  });

  it('turns the dates of filters into days, in groups too', () => {
    const filter = (operator: 'inDateRange' | 'afterOrOnDate' | 'beforeOrOnDate', ...values: string[]) => ({
      member: 'deposits.date',
      operator,
      values,
    });
    const region = { member: 'deposits.region_code', operator: 'equals' as const, values: ['today'] };
    const filters = [
      { or: [filter('inDateRange', 'last quarter'), { and: [filter('afterOrOnDate', 'this month'), region] }] },
      filter('beforeOrOnDate', 'last year'),
    ];
    const [prepared] = prepareQuery({ measures, filters }, time, clock);
    expect(prepared?.query.filters).toEqual([
      {
        or: [
          filter('inDateRange', '1993-10-01', '1993-12-31'),
          { and: [filter('afterOrOnDate', '1994-03-01'), region] },
        ],
      },
      filter('beforeOrOnDate', '1993-12-31'),
    ]);
  });

  it('makes one query for each compared range', () => {
    const prepared = prepareQuery(
      {
        measures,
        timeDimensions: [
          {
            dimension: 'deposits.date',
            granularity: 'month',
            compareDateRange: ['this quarter', ['1993-01-01', '1993-03-31']],
          },
        ],
      },
      time,
      clock
    );
    expect(prepared.map((part) => [part.comparedRange, part.query.timeDimensions])).toEqual([
      [
        '1994-01-01 - 1994-03-31',
        [{ dimension: 'deposits.date', granularity: 'month', dateRange: ['1994-01-01', '1994-03-31'] }],
      ],
      [
        '1993-01-01 - 1993-03-31',
        [{ dimension: 'deposits.date', granularity: 'month', dateRange: ['1993-01-01', '1993-03-31'] }],
      ],
    ]);
  });

  it("takes the panel's interval for the granularity auto", () => {
    const [prepared] = prepareQuery(
      { measures, timeDimensions: [{ dimension: 'deposits.date', granularity: 'auto' }] },
      { ...time, intervalMs: 20 * 86_400_000 },
      clock
    );
    expect(prepared?.query.timeDimensions?.[0]?.granularity).toBe('month');
  });

  it('asks for one row more than the viewer gets, up to what Cube gives', () => {
    expect(prepareQuery({ measures, limit: 5 }, time, clock)[0]).toMatchObject({ limit: 5, query: { limit: 6 } });
    expect(prepareQuery({ measures, limit: 50_000 }, time, clock)[0]).toMatchObject({
      limit: 50_000,
      query: { limit: 50_000 },
    });
  });

  it('accepts the time zone of the bank or UTC, does not pass it on, and refuses others', () => {
    expect(prepareQuery({ measures, timezone: 'Europe/Prague' }, time, clock)[0]?.query).not.toHaveProperty('timezone');
    expect(prepareQuery({ measures, timezone: 'UTC' }, time, clock)).toHaveLength(1);
    expect(() => prepareQuery({ measures, timezone: 'Asia/Tokyo' }, time, clock)).toThrow(
      /query\.timezone: "Asia\/Tokyo" is not the bank's.*leave timezone out/
    );
  });

  it('names the field of a range that is not understood', () => {
    expect(() =>
      prepareQuery({ measures, timeDimensions: [{ dimension: 'deposits.date', dateRange: 'whenever' }] }, time, clock)
    ).toThrow(/^query\.timeDimensions\[0\]\.dateRange: .*whenever/);
    expect(() =>
      prepareQuery(
        {
          measures,
          filters: [{ member: 'deposits.date', operator: 'beforeDate', values: ['1993-01-01', '1993-01-02'] }],
        },
        time,
        clock
      )
    ).toThrow(/query\.filters\[0\]\.values: the operator "beforeDate" takes one day/);
  });
});

describe('toQueryKey', () => {
  it('is the same for keys in another order, and not for lists in another order', () => {
    expect(toQueryKey({ measures, limit: 1 })).toBe(toQueryKey({ limit: 1, measures }));
    const order = (...names: string[]) => toQueryKey({ order: names.map((name) => [name, 'asc']) });
    expect(order('a.b', 'a.c')).not.toBe(order('a.c', 'a.b'));
  });
});

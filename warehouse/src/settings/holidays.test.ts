import { findEaster, listHolidays } from './holidays';

describe('findEaster', () => {
  it.each([
    '1818-03-22',
    '1943-04-25',
    '1993-04-11',
    '1994-04-03',
    '2008-03-23',
    '2016-03-27',
    '2024-03-31',
    '2025-04-20',
    '2038-04-25',
  ])('finds %s', (day) => {
    expect(findEaster(Number(day.slice(0, 4))).toISODate()).toBe(day);
  });
});

describe('listHolidays', () => {
  it('knows the Czech Republic of 1993', () => {
    expect([...listHolidays('CZ', 1993).keys()].sort()).toEqual([
      '1993-01-01',
      '1993-04-12',
      '1993-05-01',
      '1993-05-08',
      '1993-07-05',
      '1993-07-06',
      '1993-10-28',
      '1993-12-24',
      '1993-12-25',
      '1993-12-26',
    ]);
  });

  it('knows which Czech holidays came later', () => {
    const later = listHolidays('CZ', 2016);
    expect(later.get('2016-03-25')).toBe('Good Friday');
    expect(later.get('2016-09-28')).toBe('Czech Statehood Day');
    expect(later.get('2016-11-17')).toBe('Freedom and Democracy Day');
    expect(listHolidays('CZ', 2015).has('2015-04-03')).toBe(false);
    expect(listHolidays('CZ', 1999).has('1999-09-28')).toBe(false);
  });

  it('knows the United States of 2016', () => {
    expect([...listHolidays('US', 2016).keys()].sort()).toEqual([
      '2016-01-01',
      '2016-01-18',
      '2016-02-15',
      '2016-05-30',
      '2016-07-04',
      '2016-09-05',
      '2016-10-10',
      '2016-11-11',
      '2016-11-24',
      // Christmas Day is a Sunday.
      '2016-12-26',
    ]);
  });

  it('moves an American New Year on a Saturday into the year before', () => {
    expect(listHolidays('US', 2021).get('2021-12-31')).toBe("New Year's Day");
    expect(listHolidays('US', 2022).has('2022-01-01')).toBe(false);
    expect(listHolidays('US', 2021).get('2021-06-18')).toBe('Juneteenth');
    expect(listHolidays('US', 2020).has('2020-06-19')).toBe(false);
  });

  it('knows Spain of 2025', () => {
    expect([...listHolidays('ES', 2025).keys()].sort()).toEqual([
      '2025-01-01',
      '2025-01-06',
      '2025-04-18',
      '2025-05-01',
      '2025-08-15',
      '2025-10-12',
      '2025-11-01',
      '2025-12-06',
      '2025-12-08',
      '2025-12-25',
    ]);
  });
});

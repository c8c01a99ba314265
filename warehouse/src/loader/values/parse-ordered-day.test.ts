import { FileRefusal } from '../file-refusal';
import { createOrderedDays } from './parse-ordered-day';

describe('days whose year follows from their order', () => {
  it('go into the next year where the month goes back, and start again with a file', () => {
    const { read, restart } = createOrderedDays('D-MMM', ['2008-05', '2010-11']);
    const texts = ['5-may', '31-Dec', '1-jan', '1-jan', '29-feb', '28-feb', '17-nov', '2-feb', '17-nov'];
    const days = [
      '2008-05-05',
      '2008-12-31',
      '2009-01-01',
      '2009-01-01',
      undefined,
      '2009-02-28',
      '2009-11-17',
      '2010-02-02',
      '2010-11-17',
    ];
    expect(texts.map((text) => [read(text)].find((day) => typeof day === 'string'))).toEqual(days);
    restart();
    expect(read('1-may')).toBe('2008-05-01');
  });

  it('refuse the file when days go back, or past its end', () => {
    expect(() => {
      const { read } = createOrderedDays('DD.MM', ['2024-01', '2024-12']);
      read('05.02');
      read('04.02');
    }).toThrow(
      new FileRefusal(
        'is not in the order of its days: "04.02" comes after 2024-02-05, and the file is to reach from 2024-01 to 2024-12. Its years cannot be told. Remedy: load the file as the source wrote it, or leave the field with year_from_order out of the mapping.'
      )
    );
    expect(() => {
      const { read } = createOrderedDays('DD.MM', ['2024-01', '2024-12']);
      read('05.02');
      read('05.01');
    }).toThrow(FileRefusal);
  });

  it('take texts that are no days for faults', () => {
    const { read } = createOrderedDays('D-MMM', ['2008-05', '2010-11']);
    expect(read('31-jun')).toMatchObject({ reason: '"31-jun" is no day of 2008 in the form D-MMM' });
    expect(read('may')).toMatchObject({ reason: expect.stringContaining('"may" is no day') });
    expect(read('5-xyz')).toMatchObject({ reason: expect.stringContaining('"5-xyz" is no day') });
  });

  it.each([
    ['D-MMM-YYYY', ['2008-05', '2010-11'], 'is no form of days without a year'],
    ['D', ['2008-05', '2010-11'], 'is no form of days without a year'],
    ['D-MMM', ['2010-11', '2008-05'], 'takes the first and the last month'],
  ])('need a form and a span: %s %s', (format, span, message) => {
    expect(() => createOrderedDays(format, span)).toThrow(message);
  });
});

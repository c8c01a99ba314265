import { type MappingField } from '@branchlight/bank-files';
import { type TargetField } from '../targets';
import { createConverter } from './convert';
import { Fault } from './fault';

const context = {
  decimal: '.',
  thousands: '',
  date: 'YYMMDD',
  firstYear: 1950,
  nulls: ['-'],
  timeZone: 'Europe/Prague',
};
const money: TargetField = { type: 'decimal', precision: [18, 2], description: '' };
const day: TargetField = { type: 'date', description: '' };
const words: TargetField = { type: 'text', description: '' };
const whole: TargetField = { type: 'integer', description: '' };

function convert(text: string, field: TargetField, spec: MappingField = {}) {
  const value = createConverter({ column: 'c', ...spec }, field, context)(text);
  return value instanceof Fault ? { fault: value.reason } : value;
}

describe('createConverter', () => {
  it('refuses a day in the future where the field speaks of the past', () => {
    expect(convert('491231', { ...day, isPast: true })).toEqual({ fault: '2049-12-31 lies in the future' });
    expect(convert('491231', day)).toBe('2049-12-31');
    expect(convert('940331', { ...day, isPast: true })).toBe('1994-03-31');
  });

  it.each<[string, TargetField, MappingField, string | null]>([
    ['700.00', money, {}, '700'],
    [' -1015.80 ', money, {}, '-1015.8'],
    ['-0.00', money, {}, '0'],
    ['007', whole, {}, '7'],
    ['1.204.953,50', money, { decimal: ',', thousands: '.' }, '1204953.5'],
    ['633131000', { ...money, precision: [20, 2] }, { multiply: 1000 }, '633131000000'],
    ['46.7', { ...money, precision: [6, 4] }, { multiply: 0.01 }, '0.467'],
    ['930101', day, {}, '1993-01-01'],
    ['931107 00:00:00', day, { date: 'YYMMDD HH:mm:ss' }, '1993-11-07'],
    ['9/9/2013', day, { date: 'M/D/YYYY' }, '2013-09-09'],
    ['01/31/1824', day, { date: 'M/D/YYYY' }, '1824-01-31'],
    ['1994-03-31T23:30:00Z', day, { date: 'ISO' }, '1994-04-01'],
    ['560229', day, { first_year: 1900 }, '1956-02-29'],
    ['49', words, { pad: 4, prefix: 'B' }, 'B0049'],
    ['7102', words, { pad: 5 }, '07102'],
    ['706213', day, { derive: 'birth_date_from_birth_number', first_year: 1900 }, '1970-12-13'],
    ['706213', words, { derive: 'sex_from_birth_number' }, 'female'],
    ['450204', words, { derive: 'sex_from_birth_number' }, 'male'],
    ['Yes', { type: 'boolean', description: '' }, {}, 'true'],
    ['UROK', { type: 'boolean', description: '' }, { codes: { UROK: false }, other: true }, 'false'],
    ['SIPO', { type: 'boolean', description: '' }, { codes: { UROK: false }, other: true }, 'true'],
    [' ', { type: 'boolean', description: '' }, { codes: { UROK: false }, other: true }, 'true'],
    [' ', words, {}, null],
    ['-', money, {}, null],
    ['0', words, { nulls: ['0'] }, null],
    ['', money, { default: 5 }, '5'],
  ])('reads %j', (text, field, spec, expected) => {
    expect(convert(text, field, spec)).toEqual(expected);
  });

  it.each<[string, TargetField, MappingField, RegExp]>([
    ['12 Kc', money, {}, /"12 Kc" is not a number with the decimal mark "\."/],
    ['1,5', money, {}, /not a number/],
    ['1,23,4', money, { thousands: ',' }, /not a number/],
    ['1e5', money, {}, /not a number/],
    ['1.005', money, {}, /more than 2 decimals/],
    ['99999999999999999', money, {}, /too large/],
    ['3000000000', whole, {}, /too large/],
    ['1.5', whole, {}, /not a whole number/],
    ['930231', day, {}, /"930231" is no day of the calendar in the form YYMMDD/],
    ['931301', day, {}, /no day/],
    ['93010', day, {}, /no day/],
    ['1994-03-31T23:30:00', day, { date: 'ISO' }, /no day/],
    ['931107 24:00:00', day, { date: 'YYMMDD HH:mm:ss' }, /no day/],
    ['701313', day, { derive: 'birth_date_from_birth_number' }, /no birth number/],
    ['PRIJE', words, { codes: { PRIJEM: 'credit' } }, /"PRIJE" is not among the codes PRIJEM/],
    ['?', whole, { unknown: ['?'] }, /source says "\?": not known/],
    ['-5', money, { min: 0 }, /-5 is below the lowest allowed, 0/],
    ['990101', day, { max: '1998-12-31' }, /above the highest allowed/],
    ['12', words, { pattern: '^\\d{5}$' }, /does not have the form/],
    ['a\0b', words, {}, /no characters in the declared encoding/],
    ['a\uFFFDb', words, {}, /no characters/],
    [
      'B123',
      { ...words, description: 'B and four to six digits', pattern: /^B\d{4,6}$/ },
      {},
      /"B123" does not have the form: B and four to six digits$/,
    ],
  ])('refuses %j', (text, field, spec, reason) => {
    expect(convert(text, field, spec)).toEqual({ fault: expect.stringMatching(reason) });
  });

  it('refuses what a mapping cannot mean', () => {
    expect(() => convert('', money, { default: 'much' })).toThrow(/not a number/);
    expect(() => convert('', day, { date: 'YYMM' })).toThrow(/no form of dates/);
    expect(() => convert('', day, { min: 5 })).toThrow(/days as "YYYY-MM-DD"/);
    expect(() => convert('', words, { min: 5 })).toThrow(/for numbers and dates/);
    expect(() => convert('', money, { thousands: '.' })).toThrow(/cannot be the decimal mark/);
    expect(() => convert('', words, { pattern: '(' })).toThrow(SyntaxError);
    expect(() => convert('', { ...words, values: ['a'] }, { codes: { x: 'b' } })).toThrow(/not one of a/);
  });
});

import { formatFull, formatShort, NO_VALUE } from './format-figure';
import { type FigureUnit, readUnit } from './unit';

/** Makes all kinds of spaces plain, which differ between versions of the locale data. */
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]/gu, ' ');
const koruna: FigureUnit = { kind: 'currency', currency: 'CZK' };

describe('formatShort', () => {
  it.each([
    ['en-US', 1_200_000, '1.2 M'],
    ['es-ES', 1_200_000, '1,2 M'],
    ['zh-Hans', 1_200_000, '120 万'],
    ['en-US', 39_250_523.8, '39.3 M'],
    ['en-US', 999_950, '1 M'],
    ['en-US', 4_512, '4.51 K'],
    ['en-US', -1_234_567, '-1.23 M'],
    ['en-US', 12, '12'],
    ['en-US', 0, '0'],
    ['en-US', 1e21, '1000000000 T'],
  ])('%s shows %d as %s', (locale, value, text) => {
    expect(
      plain(formatShort(value, { kind: 'count' }, { locale })).replaceAll(',', locale === 'es-ES' ? ',' : '')
    ).toBe(text);
  });

  it('never rounds a count that the locale has no short form for', () => {
    expect(formatShort(4512, { kind: 'count' }, { locale: 'zh-Hans' })).toBe('4,512');
  });

  it('keeps two decimals of a small number, so that 1.04 products per customer are not 1', () => {
    const show = (value: number) => formatShort(value, { kind: 'number' }, { locale: 'en-US' });
    expect([1.036, -9.876, 12.34, 3].map(show)).toEqual(['1.04', '-9.88', '12.3', '3']);
  });

  it('puts the currency where the locale has it', () => {
    expect(plain(formatShort(39_250_523.8, koruna, { locale: 'en-US' }))).toBe('Kč 39.3 M');
    expect(plain(formatShort(39_250_523.8, koruna, { locale: 'es-ES' }))).toBe('39,3 M Kč');
    expect(plain(formatShort(39_250_523.8, koruna, { locale: 'zh-Hans' }))).toBe('Kč 3930 万');
    expect(plain(formatFull(1_234_567.8, { kind: 'currency', currency: 'EUR' }, { locale: 'es-ES' }))).toBe(
      '1.234.567,80 €'
    );
    expect(plain(formatFull(1_234_567.8, { kind: 'currency', currency: 'CNY' }, { locale: 'zh-Hans' }))).toBe(
      '¥1,234,567.80'
    );
  });

  it('shows ratios as percentages with at most three significant digits', () => {
    const show = (value: number) => plain(formatShort(value, { kind: 'ratio' }, { locale: 'en-US' }));
    expect([0.1234, 0.00123, 1.234, 12.3, -0.05].map(show)).toEqual(['12.3 %', '0.123 %', '123 %', '1,230 %', '-5 %']);
  });

  it('signs changes', () => {
    expect(plain(formatShort(0.05, { kind: 'ratio' }, { locale: 'en-US', signed: true }))).toBe('+5 %');
    expect(formatShort(0, { kind: 'count' }, { locale: 'en-US', signed: true })).toBe('0');
  });

  it.each([null, undefined, NaN, Infinity])('shows %s as missing', (value) => {
    expect(formatShort(value, koruna)).toBe(NO_VALUE);
    expect(formatFull(value, koruna)).toBe(NO_VALUE);
  });

  it('keeps the decimals that were asked for', () => {
    expect(plain(formatShort(1_234_567, koruna, { locale: 'en-US', decimals: 2 }))).toBe('Kč 1.23 M');
    expect(plain(formatShort(0.12345, { kind: 'ratio' }, { locale: 'en-US', decimals: 2 }))).toBe('12.35 %');
  });

  it("leaves Grafana's other units to Grafana", () => {
    expect(formatShort(2048, readUnit('bytes'))).toBe('2 KiB');
    expect(formatShort(1536, readUnit('bytes'), { locale: 'es-ES', decimals: 1 })).toBe('1,5 KiB');
    expect(formatShort(1, readUnit('bool_yes_no'), { locale: 'es-ES' })).toBe('Yes');
  });
});

describe('formatFull', () => {
  it('shows all digits', () => {
    expect(plain(formatFull(39_250_523.8, koruna, { locale: 'en-US' }))).toBe('Kč 39,250,523.80');
    expect(formatFull(4512, { kind: 'count' }, { locale: 'en-US' })).toBe('4,512');
    expect(plain(formatFull(0.12345, { kind: 'ratio' }, { locale: 'en-US' }))).toBe('12.35 %');
  });
});

describe('readUnit', () => {
  it.each([
    ['currency:CZK', koruna],
    ['currencyEUR', { kind: 'currency', currency: 'EUR' }],
    ['percentunit', { kind: 'ratio' }],
    ['h', { kind: 'hours' }],
    ['m', { kind: 'minutes' }],
    ['short', { kind: 'number' }],
    [undefined, { kind: 'number' }],
    ['bytes', { kind: 'grafana', id: 'bytes' }],
  ])('%s', (id, unit) => {
    expect(readUnit(id)).toEqual(unit);
  });
});

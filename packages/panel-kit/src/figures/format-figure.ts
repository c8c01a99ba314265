import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { getDisplayLocale, unescaped } from '../locale';
import { type FigureUnit } from './unit';

export interface FormatOptions {
  /** By default the viewer's language. */
  locale?: string;
  /** Puts a plus before what is above zero. */
  signed?: boolean;
  /** Exact number of decimals; by default as many as the style needs. */
  decimals?: number;
}

/** Stands for a value that is not there. */
export const NO_VALUE = '–';

const narrowSpace = '\u202f';

/**
 * A figure for tiles and axes: at most three significant digits with the locale's short forms (1.2 M, 1,2 M, 120 万).
 * Counts that have no short form in the locale stay whole, so that 4512 is never shown as 4510.
 */
export function formatShort(value: number | null | undefined, unit: FigureUnit, options: FormatOptions = {}): string {
  if (!isFigure(value)) {
    return NO_VALUE;
  }
  if (unit.kind === 'grafana') {
    return formatByGrafana(value, unit.id, options);
  }
  if (unit.kind === 'points') {
    return formatPoints(value, options);
  }
  if (unit.kind === 'ratio') {
    return formatNumber(value, { style: 'percent', ...shareDigits(value, options) }, options);
  }
  const style = numberStyle(unit);
  const compact = { ...style, notation: 'compact', ...shortDigits(options) } as const;
  if (isWhole(unit) && !hasShortForm(value, compact, options)) {
    return formatNumber(value, { ...style, maximumFractionDigits: wholeDigits(value) }, options);
  }
  return formatNumber(value, compact, options);
}

/** The whole figure, for tooltips and tables: all digits before the point, currencies with their minor unit. */
export function formatFull(value: number | null | undefined, unit: FigureUnit, options: FormatOptions = {}): string {
  if (!isFigure(value)) {
    return NO_VALUE;
  }
  switch (unit.kind) {
    case 'grafana':
      return formatByGrafana(value, unit.id, options);
    case 'points':
      return formatPoints(value, options);
    case 'ratio':
      return formatNumber(value, { style: 'percent', maximumFractionDigits: 2, ...chosenDecimals(options) }, options);
    case 'currency':
      return formatNumber(value, { ...numberStyle(unit), ...chosenDecimals(options) }, options);
    default:
      return formatNumber(
        value,
        { ...numberStyle(unit), maximumFractionDigits: 2, ...chosenDecimals(options) },
        options
      );
  }
}

/** Whether a value can be shown: neither missing nor NaN nor infinite. */
export function isFigure(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function formatPoints(value: number, options: FormatOptions): string {
  return t('panel-kit.change.points', '{{value}} pp', {
    value: formatShort(value * 100, { kind: 'number' }, options),
    ...unescaped,
  });
}

function numberStyle(unit: FigureUnit): Intl.NumberFormatOptions {
  switch (unit.kind) {
    case 'currency':
      return { style: 'currency', currency: unit.currency, currencyDisplay: 'narrowSymbol' };
    case 'hours':
      return { style: 'unit', unit: 'hour', unitDisplay: 'short' };
    case 'minutes':
      return { style: 'unit', unit: 'minute', unitDisplay: 'short' };
    default:
      return { style: 'decimal' };
  }
}

function isWhole(unit: FigureUnit): boolean {
  return unit.kind === 'count' || unit.kind === 'number';
}

/** Products per customer, 1.04, would be nothing but 1 with the one decimal that is enough for greater figures. */
function wholeDigits(value: number): number {
  return Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1;
}

function shortDigits({ decimals }: FormatOptions): Intl.NumberFormatOptions {
  return decimals === undefined ? { maximumSignificantDigits: 3 } : chosenDecimals({ decimals });
}

/** 12.3 % and 0.123 %, but 123 % and not 123.4 %. */
function shareDigits(value: number, { decimals }: FormatOptions): Intl.NumberFormatOptions {
  if (decimals !== undefined) {
    return chosenDecimals({ decimals });
  }
  return Math.abs(value) >= 1 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 };
}

function chosenDecimals({ decimals }: FormatOptions): Intl.NumberFormatOptions {
  return decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
}

function hasShortForm(value: number, style: Intl.NumberFormatOptions, { locale }: FormatOptions): boolean {
  const parts = new Intl.NumberFormat(locale ?? getDisplayLocale(), style).formatToParts(value);
  return parts.some(({ type }) => type === 'compact');
}

function formatNumber(value: number, style: Intl.NumberFormatOptions, { locale, signed }: FormatOptions): string {
  const format = new Intl.NumberFormat(locale ?? getDisplayLocale(), {
    ...style,
    signDisplay: signed ? 'exceptZero' : 'negative',
  });
  const parts = format.formatToParts(value);
  return parts
    .map(({ type, value: text }, index) => {
      const touchesNumber = ['integer', 'fraction'].includes(parts[index - 1]?.type ?? '');
      return (type === 'compact' || type === 'percentSign') && touchesNumber ? `${narrowSpace}${text}` : text;
    })
    .join('');
}

function formatByGrafana(value: number, id: string, { decimals, locale, signed }: FormatOptions): string {
  const formatted = getValueFormat(id)(value, decimals);
  const text = formattedValueToString({ ...formatted, text: localizeNumber(formatted.text, locale) });
  return signed && value > 0 ? `+${text}` : text;
}

/** Grafana writes all of its numbers as in English. A text that is no number (a date, "Yes") stays as it is. */
function localizeNumber(text: string, locale = getDisplayLocale()): string {
  const [, whole, fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(text.replaceAll(',', '')) ?? [];
  return whole === undefined
    ? text
    : new Intl.NumberFormat(locale, {
        minimumFractionDigits: fraction.length,
        maximumFractionDigits: fraction.length,
        useGrouping: text.includes(',') ? 'auto' : false,
      }).format(Number(fraction ? `${whole}.${fraction}` : whole));
}

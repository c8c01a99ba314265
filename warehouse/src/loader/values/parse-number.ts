export interface NumberFormat {
  decimal: string;
  /** Mark between groups of three digits, empty for none */
  thousands: string;
}

/** Reads a text as a decimal number in plain writing, such as `-12.5`; undefined when it is none. Nothing is rounded. */
export function parseDecimal(text: string, { decimal, thousands }: NumberFormat): string | undefined {
  let digits = text;
  if (thousands !== '' && digits.includes(thousands)) {
    const [whole = '', ...fraction] = digits.split(decimal);
    const groups = whole.replace(/^[+-]/, '').split(thousands);
    const grouped = /^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group));
    if (!grouped) {
      return undefined;
    }
    digits = [whole.split(thousands).join(''), ...fraction].join(decimal);
  }
  const match = /^([+-]?)(\d+)(?:([.,])(\d*))?$/.exec(digits);
  if (!match || (match[3] !== undefined && match[3] !== decimal)) {
    return undefined;
  }
  const whole = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (match[4] ?? '').replace(/0+$/, '');
  const isZero = whole === '0' && fraction === '';
  return `${match[1] === '-' && !isZero ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Multiplies a number in plain writing by a factor exactly. */
export function multiplyDecimal(number: string, factor: number): string {
  const plain = factor.toString().includes('e') ? factor.toFixed(20) : factor.toString();
  const a = splitDecimal(number);
  const b = splitDecimal(plain);
  const scale = a.scale + b.scale;
  const product = a.units * b.units;
  const digits = (product < 0n ? -product : product).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${product < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Digits before the mark and after it. */
export function countDigits(number: string): { whole: number; fraction: number } {
  const [whole = '', fraction = ''] = number.replace('-', '').split('.');
  return { whole: whole === '0' ? 0 : whole.length, fraction: fraction.length };
}

function splitDecimal(number: string): { units: bigint; scale: number } {
  const [whole = '', fraction = ''] = number.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

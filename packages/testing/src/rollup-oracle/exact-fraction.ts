/** A rational number in lowest terms, its denominator positive: equal numbers have equal parts. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const zero: Fraction = { top: 0n, bottom: 1n };

function fraction(top: bigint, bottom: bigint): Fraction {
  if (bottom === 0n) throw new RangeError('A fraction has no denominator of zero');
  const sign = bottom < 0n ? -1n : 1n;
  const divisor = sign * greatestCommonDivisor(top < 0n ? -top : top, sign * bottom);
  return { top: top / divisor, bottom: bottom / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

export function wholeNumber(value: number): Fraction {
  return { top: BigInt(value), bottom: 1n };
}

export function parseDecimal(text: string): Fraction {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) throw new SyntaxError(`Not a decimal: "${text}"`);
  const [, sign = '', whole = '', decimals = ''] = parts;
  const digits = BigInt(whole + decimals);
  return fraction(sign === '-' ? -digits : digits, 10n ** BigInt(decimals.length));
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

export function sum(numbers: readonly Fraction[]): Fraction {
  return numbers.reduce(add, zero);
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.top, a.bottom * b.bottom);
}

export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom, a.bottom * b.top);
}

/** Negative, zero or positive, as `Array.prototype.sort` wants it. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isZero(a: Fraction): boolean {
  return a.top === 0n;
}

/** Truncated toward zero to so many fraction digits; no trailing zeros, never "-0". */
export function toDecimal(a: Fraction, digits: number): string {
  const negative = a.top < 0n;
  const scaled = ((negative ? -a.top : a.top) * 10n ** BigInt(digits)) / a.bottom;
  if (scaled === 0n) return '0';
  const padded = scaled.toString().padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  const decimals = padded.slice(padded.length - digits).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

/** All its digits. It throws where they would never end: what should be exact is not truncated unnoticed. */
export function toExactDecimal(a: Fraction): string {
  for (let digits = 0; digits <= 100; digits += 1) {
    if (10n ** BigInt(digits) % a.bottom === 0n) return toDecimal(a, digits);
  }
  throw new RangeError(`${a.top}/${a.bottom} has no exact decimal of 100 digits`);
}

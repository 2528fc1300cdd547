/** An exact decimal number: `digits` divided by ten to the power of `scale`. */
export interface Decimal {
  digits: bigint;
  scale: number;
}

export const ZERO: Decimal = { digits: 0n, scale: 0 };

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/** Reads a number or a decimal string exactly as it is written. Throws a RangeError for anything else. */
export function parseDecimal(value: number | string): Decimal {
  const text = String(value).trim();
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (whole === '' && fraction === '') throw new RangeError(`Not a decimal number: ${text}`);
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

export function add(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  return { digits: rescale(left, scale) + rescale(right, scale), scale };
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  return add(left, { ...right, digits: -right.digits });
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return { digits: left.digits * right.digits, scale: left.scale + right.scale };
}

export function toNumber(value: Decimal): number {
  return Number(`${value.digits}e${-value.scale}`);
}

/** The nearest whole number; exactly half goes away from zero, as on Polar's invoices. */
export function roundHalfAwayFromZero(value: Decimal): number {
  return roundRatio(value.digits, 10n ** BigInt(value.scale));
}

/** `numerator / denominator` to the nearest whole number, half away from zero; the denominator is positive. */
export function roundRatio(numerator: bigint, denominator: bigint): number {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return Number(numerator < 0n ? -rounded : rounded);
}

function rescale(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}

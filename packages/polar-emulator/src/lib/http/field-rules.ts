import type { Metadata } from '../entities/catalog.ts';

/** What a field must be, how Polar words it when it is not, and a value of the type to go on with until the answer is sent. */
export interface Rule<Value> {
  test(candidate: unknown): candidate is Value;
  type: string;
  msg: string;
  stub: Value;
}

export const TEXT: Rule<string> = { test: isText, type: 'string_type', msg: 'Input should be a valid string', stub: '' };
export const FLAG: Rule<boolean> = { test: isFlag, type: 'bool_type', msg: 'Input should be a valid boolean', stub: false };
export const LIST: Rule<readonly unknown[]> = { test: isList, type: 'list_type', msg: 'Input should be a valid list', stub: [] };
export const OBJECT: Rule<Record<string, unknown>> = {
  test: isObject,
  type: 'dict_type',
  msg: 'Input should be a valid dictionary',
  stub: {},
};
export const METADATA: Rule<Metadata> = {
  test: isMetadata,
  type: 'dict_type',
  msg: 'Input should be up to 50 short keys with strings of up to 500 characters, numbers or booleans',
  stub: {},
};
export const DECIMAL: Rule<string | number> = {
  test: isDecimal,
  type: 'decimal_parsing',
  msg: 'Input should be a valid decimal of zero or more',
  stub: 0,
};
export const SCALAR: Rule<string | number | boolean> = {
  test: isScalar,
  type: 'scalar_type',
  msg: 'Input should be a string, a number or a boolean',
  stub: '',
};

export function wholeFrom(minimum: number): Rule<number> {
  const test = (candidate: unknown): candidate is number => Number.isSafeInteger(candidate) && Number(candidate) >= minimum;
  return { test, type: 'int_type', msg: `Input should be a whole number of at least ${minimum}`, stub: minimum };
}

export function amongst<const Choice extends string>(choices: readonly Choice[]): Rule<Choice> {
  const [stub] = choices;
  if (stub === undefined) throw new Error('A choice needs something to choose from.');
  const test = (candidate: unknown): candidate is Choice => choices.some((choice) => choice === candidate);
  return { test, type: 'enum', msg: `Input should be ${choices.join(', ')}`, stub };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isDecimal(value: unknown): value is string | number {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0;
  return isText(value) && /^\d+(\.\d+)?$/.test(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isMetadata(value: unknown): value is Metadata {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= 50 && entries.every(([key, item]) => key.length <= 40 && isMetadataValue(item));
}

function isMetadataValue(value: unknown): boolean {
  if (typeof value === 'string') return value.length > 0 && value.length <= 500;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

import type { Metadata } from '../entities/catalog.ts';
import { type Issue, malformed } from './api-error.ts';

type Location = (string | number)[];

/**
 * Reads the fields of one object and collects what is wrong with them, so that one answer names every fault.
 * Values are only good after `check()` has not thrown.
 */
export interface Fields {
  has(name: string): boolean;
  text(name: string): string;
  textOrNull(name: string): string | null;
  whole(name: string, minimum?: number): number;
  wholeOrNull(name: string, minimum?: number): number | null;
  /** A number or a decimal string, as exact text. */
  decimal(name: string): string;
  scalar(name: string): string | number | boolean;
  flag(name: string, fallback: boolean): boolean;
  oneOf<const Choice extends string>(name: string, choices: readonly Choice[]): Choice;
  oneOfOrNull<const Choice extends string>(name: string, choices: readonly Choice[]): Choice | null;
  list(name: string): readonly unknown[];
  metadata(name: string): Metadata;
  object(name: string): Fields;
  objectOrNull(name: string): Fields | null;
  fail(name: string, msg: string, type?: string): void;
  /** Throws the 422 if anything was wrong. */
  check(): void;
}

/** Opens an object for reading; `at` is where it sits in the request. */
export function readFields(source: Readonly<Record<string, unknown>>, at: Location = ['body'], issues: Issue[] = []): Fields {
  const value = (name: string) => (Object.hasOwn(source, name) ? source[name] : undefined);
  const absent = (name: string) => value(name) === undefined || value(name) === null;

  function fail(name: string, msg: string, type = 'value_error'): void {
    issues.push({ type, loc: [...at, name], msg, input: value(name) ?? null });
  }

  function expect<Value>(
    name: string,
    test: (candidate: unknown) => candidate is Value,
    fault: [type: string, msg: string],
    stub: Value,
  ): Value {
    const candidate = value(name);
    if (test(candidate)) return candidate;
    if (candidate === undefined) fail(name, 'Field required', 'missing');
    else fail(name, fault[1], fault[0]);
    return stub;
  }

  const text = (name: string) => expect(name, isText, ['string_type', 'Input should be a valid string'], '');
  const whole = (name: string, minimum = 0) => {
    const isFit = (candidate: unknown): candidate is number => Number.isSafeInteger(candidate) && Number(candidate) >= minimum;
    return expect(name, isFit, ['int_type', `Input should be a whole number of at least ${minimum}`], minimum);
  };
  const oneOf = <const Choice extends string>(name: string, choices: readonly Choice[]): Choice => {
    const isChoice = (candidate: unknown): candidate is Choice => choices.some((choice) => choice === candidate);
    return expect(name, isChoice, ['enum', `Input should be ${choices.join(', ')}`], choices[0] as Choice);
  };

  const object = (name: string) =>
    readFields(expect(name, isObject, ['dict_type', 'Input should be a valid dictionary'], {}), [...at, name], issues);

  return {
    has: (name) => value(name) !== undefined,
    text,
    textOrNull: (name) => (absent(name) ? null : text(name)),
    whole,
    wholeOrNull: (name, minimum) => (absent(name) ? null : whole(name, minimum)),
    decimal: (name) => String(expect(name, isDecimal, ['decimal_parsing', 'Input should be a valid decimal of zero or more'], 0)),
    scalar: (name) => expect(name, isScalar, ['scalar_type', 'Input should be a string, a number or a boolean'], ''),
    flag: (name, fallback) => (absent(name) ? fallback : expect(name, isFlag, ['bool_type', 'Input should be a valid boolean'], fallback)),
    oneOf,
    oneOfOrNull: (name, choices) => (absent(name) ? null : oneOf(name, choices)),
    list: (name) => expect(name, isList, ['list_type', 'Input should be a valid list'], []),
    metadata: (name) =>
      absent(name) ? {} : expect(name, isMetadata, ['dict_type', 'Input should hold strings, numbers and booleans'], {}),
    object,
    objectOrNull: (name) => (absent(name) ? null : object(name)),
    fail,
    check() {
      if (issues.length > 0) throw malformed(issues);
    },
  };
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
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Polar's metadata: up to 50 short keys with flat values. */
function isMetadata(value: unknown): value is Metadata {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= 50 && entries.every(([key, item]) => key.length <= 40 && isMetadataValue(item));
}

function isMetadataValue(value: unknown): boolean {
  if (typeof value === 'string') return value.length > 0 && value.length <= 500;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

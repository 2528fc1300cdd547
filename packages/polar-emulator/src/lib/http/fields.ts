import type { Metadata } from '../entities/catalog.ts';
import { type Issue, malformed } from './api-error.ts';
import { amongst, DECIMAL, FLAG, LIST, METADATA, OBJECT, type Rule, SCALAR, TEXT, wholeFrom } from './field-rules.ts';

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

  function expect<Value>(name: string, rule: Rule<Value>): Value {
    const candidate = value(name);
    if (rule.test(candidate)) return candidate;
    if (candidate === undefined) fail(name, 'Field required', 'missing');
    else fail(name, rule.msg, rule.type);
    return rule.stub;
  }

  const text = (name: string) => expect(name, TEXT);
  const whole = (name: string, minimum = 0) => expect(name, wholeFrom(minimum));
  const oneOf = <const Choice extends string>(name: string, choices: readonly Choice[]) => expect(name, amongst(choices));
  const object = (name: string) => readFields(expect(name, OBJECT), [...at, name], issues);

  return {
    has: (name) => value(name) !== undefined,
    text,
    textOrNull: (name) => (absent(name) ? null : text(name)),
    whole,
    wholeOrNull: (name, minimum) => (absent(name) ? null : whole(name, minimum)),
    decimal: (name) => String(expect(name, DECIMAL)),
    scalar: (name) => expect(name, SCALAR),
    flag: (name, fallback) => (absent(name) ? fallback : expect(name, FLAG)),
    oneOf,
    oneOfOrNull: (name, choices) => (absent(name) ? null : oneOf(name, choices)),
    list: (name) => expect(name, LIST),
    metadata: (name) => (absent(name) ? {} : expect(name, METADATA)),
    object,
    objectOrNull: (name) => (absent(name) ? null : object(name)),
    fail,
    check() {
      if (issues.length > 0) throw malformed(issues);
    },
  };
}

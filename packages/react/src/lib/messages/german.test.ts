import { expect, it } from 'vitest';
import { english } from './english.ts';
import { german } from './german.ts';
import type { Messages } from './messages.ts';

const VALUES = new Proxy({}, { get: (_, name) => `{${String(name)}}` }) as never;

/** A table as texts, each place for a value shown by its name. */
function textsOf(messages: object, path = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) => {
    if (typeof value === 'object') return textsOf(value, `${path}${key}.`);
    return [[path + key, typeof value === 'function' ? String(value(VALUES)) : String(value)] as [string, string]];
  });
}

const englishTexts = new Map(textsOf(english));

it.each(textsOf(german))('%s says in German what it says in English, with the same values', (key, text) => {
  const places = (of: string) => [...of.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  expect(places(text)).toEqual(places(englishTexts.get(key) ?? ''));
});

it('every text of the kit is there in German', () => {
  const same = textsOf(german).filter(([key, text]) => /[a-z]{3} [a-z]/i.test(text) && text === englishTexts.get(key));
  expect(same).toEqual([]);
  expect(
    textsOf(german)
      .map(([key]) => key)
      .sort(),
  ).toEqual([...englishTexts.keys()].sort());
});

it('a table without one of them does not compile', () => {
  const { retry: _, ...incomplete } = german;
  // @ts-expect-error: `retry` is missing
  const table: Messages = incomplete;
  expect(table.retry).toBeUndefined();
});

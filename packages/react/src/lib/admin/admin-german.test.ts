import { expect, it } from 'vitest';
import { adminGerman } from './admin-german.ts';
import { adminEnglish } from './admin-texts.ts';

const VALUES = new Proxy({}, { get: (_, name) => `{${String(name)}}` }) as never;

function textsOf(messages: object, path = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) => {
    if (typeof value === 'object') return textsOf(value, `${path}${key}.`);
    return [[path + key, typeof value === 'function' ? String(value(VALUES)) : String(value)] as [string, string]];
  });
}

const placesOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

it('every text of the desk is there in German, with the same values', () => {
  const english = textsOf(adminEnglish).map(([key, text]) => [key, placesOf(text)]);
  expect(textsOf(adminGerman).map(([key, text]) => [key, placesOf(text)])).toEqual(english);
});

it('no sentence was left in English', () => {
  const english = new Map(textsOf(adminEnglish));
  expect(textsOf(adminGerman).filter(([key, text]) => /[a-z]{3} [a-z]/i.test(text) && text === english.get(key))).toEqual([]);
});

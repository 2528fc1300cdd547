import { afterEach, expect } from 'vitest';

// A page of somebody's application must not be the place where the kit complains: what it says there fails the story that said it.
const said: string[] = [];
for (const level of ['error', 'warn'] as const) {
  const say = console[level];
  console[level] = (...words: unknown[]) => {
    said.push(`${level}: ${words.map(String).join(' ')}`);
    say(...words);
  };
}

afterEach(() => {
  expect(said.splice(0), 'nothing is said in the console').toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededBugs } from './bugs/index.ts';
import { tryBug } from './lib/try-bug.ts';
import { home, openWorkshop, type Workshop, withBug } from './lib/workshop.ts';

// Quick ones from different rooms; `pnpm seeded-bugs` tries them all.
const SAMPLE = ['answers-are-forgotten', 'limit-is-off-by-one', 'an-older-statement-wins'];

let workshop: Workshop;
beforeAll(() => {
  workshop = openWorkshop();
});
afterAll(() => workshop.close());

it('there are at least forty of them, each with its own name', () => {
  const names = new Set(seededBugs.map(({ name }) => name));
  expect(names.size).toBe(seededBugs.length);
  expect(names.size).toBeGreaterThanOrEqual(40);
});

it.each(seededBugs)('$name still has its place in the source', (bug) => {
  const source = readFileSync(join(home, bug.file), 'utf8');
  expect(withBug(source, bug)).not.toBe(source);
});

it.each(SAMPLE)(
  '%s is caught',
  async (name) => {
    const bug = seededBugs.find((other) => other.name === name) ?? expect.fail(`there is no bug "${name}"`);
    expect((await tryBug(workshop, bug)).caughtBy).not.toBeNull();
  },
  120_000,
);

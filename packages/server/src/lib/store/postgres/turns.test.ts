import { beforeEach, expect, it } from 'vitest';
import { createTurns, type Turn, type Turns } from './turns.ts';

let turns: Turns;
let log: string[];
beforeEach(() => {
  turns = createTurns();
  log = [];
});

/** Begins a turn that is done when it is told so; before, it does what it is given to do. */
function start(name: string, keys: string, before?: (turn: Turn) => Promise<void>) {
  let end: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    end = resolve;
  });
  const done = turns.take(new Set(keys), async (turn) => {
    log.push(`${name} ${turn.isClear() ? 'in step' : 'behind one out of step'}`);
    if (before !== undefined) await before(turn);
    log.push(`${name} works`);
    await told;
    log.push(`${name} ends`);
  });
  return { done, end };
}

const pause = () => new Promise((resolve) => setImmediate(resolve));

it('lets all work at once that is in step, also on the same keys', async () => {
  const all = [start('first', 'ab'), start('second', 'bc'), start('third', 'd')];
  expect(log).toEqual(['first in step', 'first works', 'second in step', 'second works', 'third in step', 'third works']);
  for (const { end, done } of all) {
    end();
    await done;
  }
});

it('has who asks for it wait for those ahead of it on its keys, and for nobody else', async () => {
  const first = start('first', 'ab');
  const beside = start('beside', 'd');
  const second = start('second', 'bc', (turn) => turn.untilFirst());
  await pause();
  expect(log).not.toContain('second works');
  first.end();
  await pause();
  expect(log.slice(-2)).toEqual(['first ends', 'second works']);
  second.end();
  beside.end();
  await Promise.all([second.done, beside.done]);
});

it('tells those behind one that is out of step, until it ends, be it by a failure', async () => {
  const failing = turns.take(new Set('a'), async (turn) => {
    turn.setInStep(false);
    await pause();
    throw new Error('for a reason');
  });
  const behind = start('behind', 'a');
  const beside = start('beside', 'b');
  await expect(failing).rejects.toThrow('for a reason');
  await pause();
  const later = start('later', 'a');
  expect(log.filter((line) => line.includes('step'))).toEqual(['behind behind one out of step', 'beside in step', 'later in step']);
  for (const { end, done } of [behind, beside, later]) {
    end();
    await done;
  }
});

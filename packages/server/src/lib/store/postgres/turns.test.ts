import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

it('runs what has a key in common in the order in which it came, the rest at once, and after a failure too', async () => {
  const turns = createTurns();
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (name: string, ...keys: string[]) =>
    turns.take(keys, () => {
      log.push(name);
      return new Promise<void>((resolve) => void ends.set(name, resolve));
    });
  const failing = turns.take(['a'], () => Promise.reject(new Error('for a reason')));
  const first = start('first', 'a', 'b');
  const second = start('second', 'b', 'c');
  const beside = start('beside', 'd');
  await expect(failing).rejects.toThrow('for a reason');
  await Promise.resolve();
  expect(log).toEqual(['beside', 'first']);
  ends.get('first')?.();
  await first;
  await Promise.resolve();
  expect(log).toEqual(['beside', 'first', 'second']);
  ends.get('second')?.();
  ends.get('beside')?.();
  await Promise.all([second, beside]);
});

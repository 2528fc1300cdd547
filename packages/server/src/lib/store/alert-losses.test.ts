import { expect, it } from 'vitest';
import type { Alert } from '../alert.ts';
import type { StoreLoss } from '../store.ts';
import { alertLosses } from './alert-losses.ts';

interface Task {
  readonly at: number;
  readonly run: () => void;
}

/** A store that loses when a test says so, and a clock that a test moves. */
function openWorld() {
  let now = 0;
  let tasks: Task[] = [];
  const listeners = new Set<(loss: StoreLoss) => void>();
  const alerts: Alert[] = [];
  const losses = {
    subscribe(listener: (loss: StoreLoss) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const later = (run: () => void, delayMs: number) => {
    const task = { at: now + delayMs, run };
    tasks.push(task);
    return () => {
      tasks = tasks.filter((other) => other !== task);
    };
  };
  const isErased = async (customerId: string) => customerId === 'erased';
  const stop = alertLosses({ name: 'redis', losses }, { runtime: { later }, alert: (alert) => void alerts.push(alert), isErased });
  return {
    ...{ alerts, stop, waiting: () => tasks.length },
    lose(customerId: string | null, found = 2) {
      for (const listener of listeners) listener({ customerId, seen: 5, found });
    },
    pass(ms: number) {
      now += ms;
      const due = tasks.filter(({ at }) => at <= now);
      tasks = tasks.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
}

const counts = (alerts: readonly Alert[]) => alerts.map(({ context }) => [context['customerId'], context['losses']]);

it('what one failover took is one alert within a second, at once to be looked at', () => {
  const world = openWorld();
  for (const customerId of ['acme', 'globex', null]) world.lose(customerId);
  world.pass(1000);
  expect(world.alerts).toEqual([
    {
      priority: 'immediate',
      code: 'store_lost_writes',
      context: { store: 'redis', losses: 3, customerId: 'acme', seen: 5, found: 2 },
    },
  ]);
});

it('there is one alert a minute at the most, and none without a loss', () => {
  const world = openWorld();
  world.lose('acme');
  world.pass(1000);
  for (let second = 0; second < 50; second += 1) {
    world.lose('globex');
    world.pass(1000);
  }
  expect(counts(world.alerts)).toEqual([['acme', 1]]);
  world.pass(60_000);
  world.pass(60_000);
  world.pass(60_000);
  expect(counts(world.alerts)).toEqual([
    ['acme', 1],
    ['globex', 50],
  ]);
  world.lose('initech');
  world.pass(1000);
  expect(world.alerts).toHaveLength(3);
});

it('who stops hears of what was gathered, and nothing runs on', () => {
  const world = openWorld();
  world.lose('acme');
  world.stop();
  world.lose('globex');
  expect(counts(world.alerts)).toEqual([['acme', 1]]);
  expect(world.waiting()).toBe(0);
});

it('that nothing is left of a customer who was erased is no loss', async () => {
  const world = openWorld();
  for (const customerId of ['erased', 'acme']) world.lose(customerId, 0);
  await new Promise(setImmediate);
  world.pass(1000);
  expect(counts(world.alerts)).toEqual([['acme', 1]]);
});

import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '@plimsoll/polar-emulator';
import type { ChaosProxy, Weather } from './chaos-proxy.ts';
import type { Dice } from './dice.ts';
import type { PolarWorld } from './polar-world.ts';

const USAGE = '/v1/events';

// What the provider does wrong, one set at a time. Nothing lasts long enough to be an outage that a person must mend.
const FAULTS: readonly [readonly Fault[], ...(readonly Fault[])[]] = [
  [],
  [{ kind: 'status', status: 500, path: USAGE, probability: 0.4 }],
  [{ kind: 'status', status: 503, probability: 0.25 }],
  [{ kind: 'status', status: 429, retryAfterSeconds: 1, path: USAGE, probability: 0.5 }],
  [{ kind: 'hang', path: USAGE, probability: 0.3 }],
  [{ kind: 'drop-after-apply', path: USAGE, probability: 0.6 }],
  [
    { kind: 'drop-after-apply', path: USAGE, times: 2 },
    { kind: 'status', status: 502, probability: 0.1 },
  ],
  [{ kind: 'drop-after-apply', method: 'PATCH', probability: 0.5 }],
  [{ kind: 'slow', ms: 200, probability: 0.5 }],
  [{ kind: 'stale-state' }],
];

const WEATHERS: readonly [Weather, ...Weather[]] = [
  { kind: 'clear' },
  { kind: 'clear' },
  { kind: 'clear' },
  { kind: 'cut' },
  { kind: 'blackhole' },
  { kind: 'delay', ms: 80 },
  { kind: 'truncate', bytes: 40 },
  { kind: 'truncate', bytes: 600 },
];

export interface WeatherReport {
  /** How many faults were set. */
  readonly spells: () => number;
  /** Ends the bad weather and all faults. */
  stop(): Promise<void>;
}

/** Changes what is wrong with the provider and the way to it, from now until it is stopped. */
export function startWeather({ world, proxy, dice }: { world: PolarWorld; proxy: ChaosProxy; dice: Dice }): WeatherReport {
  const { faults } = world.emulator;
  const over = new AbortController();
  let spells = 0;

  async function change(): Promise<void> {
    while (!over.signal.aborted) {
      const set = dice.pick(FAULTS);
      const weather = dice.pick(WEATHERS);
      for (const fault of set) faults.set(fault);
      proxy.set(weather);
      spells += set.length + (weather.kind === 'clear' ? 0 : 1);
      await delay(dice.whole(150, 1_200), undefined, { signal: over.signal }).catch(() => undefined);
      faults.clear();
      proxy.set({ kind: 'clear' });
    }
  }

  const changing = change();
  return {
    spells: () => spells,
    async stop() {
      over.abort();
      await changing;
    },
  };
}

import type { PolarEmulator } from '@plimsoll/polar-emulator';
import type { Billing } from '@plimsoll/server';
import type { MockBackend } from './mock-backend.ts';
import type { MockClock } from './mock-clock.ts';
import { pause } from './pause.ts';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 10;

export interface SettlingOptions {
  readonly clock: MockClock;
  readonly emulator: PolarEmulator;
  readonly billing: Pick<Billing, 'tick'>;
  readonly call: MockBackend['call'];
  readonly probeIntervalMs: number;
}

/** Waiting for what goes on behind the requests, and moving time. */
export interface Settling {
  settled(): Promise<void>;
  /** Resolves when the engine knows whether Polar is there. */
  notice(reachable: boolean): Promise<void>;
  advance: MockBackend['advance'];
}

export function createSettling({ clock, emulator, billing, call, probeIntervalMs }: SettlingOptions): Settling {
  async function readHealth() {
    const { details } = await call('GET /health', {});
    if (details === undefined) throw new Error('GET /health gave no details to an operator.');
    return details;
  }

  async function isQuiet(): Promise<boolean> {
    await emulator.webhooks.settled();
    await billing.tick();
    const { inbox, outbox, provider } = await readHealth();
    return inbox.waiting === 0 && (outbox.waiting === 0 || !provider.reachable);
  }

  const settled = () => until('all webhooks were applied and all usage was told', isQuiet);

  return {
    settled,
    async notice(reachable) {
      await until(`the engine noticed that Polar is ${reachable ? 'back' : 'away'}`, async () => {
        // Polar is asked once per interval: this makes the next time now.
        clock.shift(probeIntervalMs);
        await billing.tick();
        return (await readHealth()).provider.reachable === reachable;
      });
    },
    async advance(ms, { patient = true } = {}) {
      // Day by day, so that what falls due happens near its own time and the engine hears of it in order.
      for (let left = ms; left > 0; left -= DAY_MS) {
        clock.shift(Math.min(left, DAY_MS));
        await emulator.clock.advance(0);
        await (patient ? settled() : isQuiet());
      }
    },
  };
}

async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_AGAIN_MS) {
    if (await isTrue()) return;
    await pause(LOOK_AGAIN_MS);
  }
  throw new Error(`Waited ${PATIENCE_MS / 1000} s until ${what}.`);
}

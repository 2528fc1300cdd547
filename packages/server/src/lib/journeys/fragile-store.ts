import { BillingError } from '@plimsoll/contract';
import type { Store } from '../store.ts';

/** `loses`: ledger writes take effect and their answers get lost. `read-only`: reads go well, ledger writes are refused. */
export type Weather = 'up' | 'refuses' | 'hangs' | 'loses' | 'read-only';

export interface FragileStore {
  readonly store: Store;
  /** Changes how the store answers from now on. What hangs is refused then, as a connection that breaks off does. */
  turn(weather: Weather): void;
  /** How often it was asked anything since the last turn. */
  asked(): number;
}

/** A store over another one that can be taken away. */
export function fragileStore(inner: Store): FragileStore {
  let weather: Weather = 'up';
  let asked = 0;
  let hanging: (() => void)[] = [];

  async function answer(method: string, call: () => unknown): Promise<unknown> {
    asked += 1;
    const writes = method === 'apply';
    switch (weather) {
      case 'up':
        return await call();
      case 'refuses':
        throw storeAway();
      case 'hangs':
        return await new Promise((_, reject) => void hanging.push(() => reject(storeAway())));
      case 'loses':
        if (!writes) return await call();
        await call();
        throw storeAway();
      case 'read-only':
        if (writes) throw storeAway();
        return await call();
      default:
        return weather satisfies never;
    }
  }

  const wrap = <T extends object>(noun: T): T =>
    new Proxy(noun, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        const asIs = typeof value !== 'function' || name === 'subscribe' || name === 'open' || name === 'close';
        return asIs ? value : (...args: unknown[]) => answer(String(name), () => Reflect.apply(value, target, args));
      },
    });
  const { ledger, snapshots, inbox, outbox, payments, records, changes } = inner;
  return {
    store: {
      ...wrap(inner),
      ...{ ledger: wrap(ledger), snapshots: wrap(snapshots), inbox: wrap(inbox), outbox: wrap(outbox) },
      ...{ payments: wrap(payments), records: wrap(records), changes: wrap(changes) },
    },
    turn(next) {
      weather = next;
      asked = 0;
      for (const end of hanging) end();
      hanging = [];
    },
    asked: () => asked,
  };
}

function storeAway(): BillingError {
  return new BillingError('store_unavailable', 'The store was taken away.', { retryAfterMs: 1000 });
}

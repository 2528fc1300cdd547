import type { Provider } from '../provider.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { readErrorType } from './error-type.ts';
import { measureCalls } from './measure-calls.ts';
import type { Recorder } from './recorder.ts';

type AsyncMethod<T> = { [K in keyof T]-?: T[K] extends (...args: never[]) => Promise<unknown> ? K : never }[keyof T];

/** What the provider is asked over the network. */
const OPERATIONS = {
  bindCustomer: true,
  createCheckout: true,
  readCheckout: true,
  readCustomer: true,
  readSubscription: true,
  cancel: true,
  resume: true,
  changeTier: true,
  openPortal: true,
  openInvoice: true,
  readOrders: true,
  sendUsage: true,
  readMeters: true,
  readCredits: true,
  probe: true,
  verify: true,
} satisfies Record<Exclude<AsyncMethod<Provider>, 'parseWebhook'>, true>;

/** A provider whose calls are measured: how long each took, what went wrong, and a span around it. */
export function measureProvider(provider: Provider, recorder: Recorder, { monotonic }: Pick<Runtime, 'monotonic'>): Provider {
  return measureCalls(
    provider,
    (method) => Object.hasOwn(OPERATIONS, method),
    (operation, call) =>
      recorder.span({ name: `${provider.id} ${operation}`, kind: 'client' }, async () => {
        const startedAt = monotonic();
        try {
          return await call();
        } catch (error) {
          recorder.count('api.error', { operation, 'error.type': readErrorType(error) });
          throw error;
        } finally {
          recorder.time('api.latency', monotonic() - startedAt, { operation });
        }
      }),
  );
}

import type { Context } from '../context.ts';

const HOUR_MS = 60 * 60_000;
// An answer is dated to the second and takes a while; webhooks are refused from five minutes on.
const TOLERATED_MS = 60_000;

/** Tells an operator, once an hour, that this host's clock is not that of the provider's answers. */
export function createClockWatch({ provider, runtime, alert }: Pick<Context, 'provider' | 'runtime' | 'alert'>): () => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return () => {
    const heard = provider.heardDate?.() ?? null;
    if (heard === null || Math.abs(heard.hostAt - heard.providerAt) <= TOLERATED_MS) return;
    if (runtime.monotonic() - toldAt < HOUR_MS) return;
    toldAt = runtime.monotonic();
    alert({ priority: 'immediate', code: 'host_clock_off', context: { provider: provider.id, aheadMs: heard.hostAt - heard.providerAt } });
  };
}

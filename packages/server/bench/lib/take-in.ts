import type { Store } from '../../src/index.ts';

const CLAIMED_AT_ONCE = 1000;

/**
 * Has everything done that operations left for later: what they wrote in its cheapest form is taken into its final places, and the usage
 * that waits is claimed and acknowledged, as the delivery does it. Gives the milliseconds that it took.
 */
export async function takeIn({ outbox }: Store): Promise<number> {
  const start = performance.now();
  for (;;) {
    const { token, events } = await outbox.claim({ limit: CLAIMED_AT_ONCE, leaseMs: 60_000 });
    if (events.length === 0) return performance.now() - start;
    await outbox.acknowledge(
      token,
      events.map(({ id }) => id),
    );
  }
}

import type { Context } from '../context.ts';
import type { ProviderEvent } from '../provider.ts';
import type { InboxOutcome } from '../store.ts';

/** How applying a webhook ended this time. */
export type WebhookOutcome = InboxOutcome | 'retried' | 'dead';

/** Measures how long applying a webhook took, and how late it was when it was applied. */
export async function measureWebhook(
  { recorder, runtime, clock }: Pick<Context, 'recorder' | 'runtime' | 'clock'>,
  { effect, occurredAt }: ProviderEvent,
  apply: () => Promise<WebhookOutcome>,
): Promise<void> {
  const startedAt = runtime.monotonic();
  const start = { name: 'webhook apply', attributes: { effect: effect.kind } };
  const outcome = await recorder.span(start, apply, (ended) => ({ outcome: ended }));
  recorder.time('webhook.processing_time', runtime.monotonic() - startedAt, { effect: effect.kind, outcome });
  if (!recorder.takesNumbers || (outcome !== 'done' && outcome !== 'ignored')) return;
  // Two clocks are compared here, so it is coarse; what seems to come from the future came just now.
  const now = clock.known() ?? runtime.now();
  recorder.time('webhook.delay', Math.max(0, now - Date.parse(occurredAt)), { effect: effect.kind });
}

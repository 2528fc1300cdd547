import type { BillingState } from '@plimsoll/contract';
import type { QueryClient } from '@tanstack/react-query';
import type { billingKeys } from './billing-queries.ts';
import { type LiveListener, openStream } from './open-stream.ts';
import { shareStream } from './share-stream.ts';
import { whileAwake } from './while-awake.ts';

export interface WatchOptions {
  readonly baseUrl: string;
  readonly queryClient: QueryClient;
  readonly keys: ReturnType<typeof billingKeys>;
  /** Tabs share a connection only where they show the same customer in the same scope. */
  readonly customer: string;
}

/** Reads state and usage anew when they change, told by one connection for all tabs, until the returned function is called. */
export function watchState({ baseUrl, queryClient, keys, customer }: WatchOptions): () => void {
  const url = `${baseUrl}/live`;
  const name = `plimsoll ${new URL(url, window.location.href)} ${JSON.stringify([keys.all, customer])}`;
  const onMessage: LiveListener = (message) => {
    const known = queryClient.getQueryData<BillingState>(keys.state);
    const isKnown = message?.version === known?.version && message?.degraded === (known?.mode !== 'live');
    if (isKnown) return;
    // What a hidden page shows is read again when it is looked at.
    const refetchType = document.visibilityState === 'hidden' ? 'none' : 'active';
    void queryClient.invalidateQueries({ queryKey: keys.state, refetchType });
    void queryClient.invalidateQueries({ queryKey: keys.usage, refetchType });
  };
  return whileAwake(() => shareStream({ name, open: (listener) => openStream(url, listener), onMessage }));
}

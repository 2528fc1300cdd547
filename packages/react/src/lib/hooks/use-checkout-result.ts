'use client';
import { BillingError, isBillingError } from '@plimsoll/contract';
import type { RouteOutput } from '@plimsoll/contract/routes';
import { useCallback, useEffect, useState } from 'react';
import { type Billing, useBilling } from '../provider/billing-context.ts';
import { keepState } from '../provider/billing-queries.ts';
import { pollDelay } from './poll-delay.ts';

/** How a checkout came out. `timeout`: nothing final within a minute. `error`: it could not be looked up. */
export type CheckoutOutcome =
  | { readonly status: 'activating' | 'failed' | 'expired' | 'timeout' }
  | { readonly status: 'active'; readonly tier: string; readonly pack?: string | undefined }
  | { readonly status: 'error'; readonly error: BillingError };

/** The outcome so far, and a way to look again from the start. */
export interface CheckoutResultState {
  readonly outcome: CheckoutOutcome;
  readonly checkAgain: () => void;
}

const ACTIVATING: CheckoutOutcome = { status: 'activating' };

/** Looks at a checkout until it is active, failed or expired: each second at first, then every third, for a minute. */
export function useCheckoutResult(checkoutId: string): CheckoutResultState {
  const billing = useBilling();
  const [round, setRound] = useState(0);
  const asked = JSON.stringify([billing.scope, checkoutId, round]);
  const [answer, setAnswer] = useState<{ readonly asked: string; readonly outcome: CheckoutOutcome }>();

  useEffect(() => pollCheckout(billing, checkoutId, (outcome) => setAnswer({ asked, outcome })), [billing, checkoutId, asked]);

  // An answer belongs to what was asked: another checkout, or another customer, begins anew.
  const outcome = answer?.asked === asked ? answer.outcome : ACTIVATING;
  return { outcome, checkAgain: useCallback(() => setRound((last) => last + 1), []) };
}

function pollCheckout(billing: Billing, checkoutId: string, onOutcome: (outcome: CheckoutOutcome) => void): () => void {
  const startedAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const look = async () => {
    const outcome = await syncCheckout(billing, checkoutId);
    if (isStopped) return;
    if (outcome.status !== 'activating') return onOutcome(outcome);
    const delay = pollDelay(Date.now() - startedAt);
    if (delay === null) return onOutcome({ status: 'timeout' });
    timer = setTimeout(look, delay);
  };
  void look();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

async function syncCheckout({ client, queryClient, scope }: Billing, checkoutId: string): Promise<CheckoutOutcome> {
  try {
    const answer = await client.call('POST /checkout/sync', { checkoutId });
    await keepState(queryClient, answer.state, scope);
    return describeAnswer(answer);
  } catch (caught) {
    const error = isBillingError(caught) ? caught : new BillingError('internal', 'The checkout could not be read.', { cause: caught });
    // A server that is away for a moment is asked again.
    return error.retryable ? { status: 'activating' } : { status: 'error', error };
  }
}

function describeAnswer({ outcome, pack, state }: RouteOutput<'POST /checkout/sync'>): CheckoutOutcome {
  switch (outcome) {
    case 'active':
      return { status: 'active', tier: state.tier, pack };
    case 'failed':
    case 'expired':
      return { status: outcome };
    case 'activating':
    case 'open':
      return { status: 'activating' };
    default:
      return outcome satisfies never;
  }
}

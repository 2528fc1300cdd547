'use client';
import type { BillingError } from '@plimsoll/contract';
import { useState } from 'react';

/** Asking before chosen rows are set going again, and for the reason. */
export interface Asking {
  readonly isAsking: boolean;
  readonly isBusy: boolean;
  readonly actionError: BillingError | null;
  readonly onAsk: () => void;
  readonly onConfirm: (reason: string) => void;
  readonly onCancel: () => void;
}

interface Deed<Input> {
  readonly isPending: boolean;
  readonly error: BillingError | null;
  readonly mutate: (input: Input, options: { readonly onSuccess: () => void }) => void;
}

/** Asks, does it with what `inputOf` makes of the reason, and forgets the choice once it is done. */
export function useAsking<Input>(deed: Deed<Input>, inputOf: (reason: string) => NoInfer<Input>, clear: () => void): Asking {
  const [isAsking, setAsking] = useState(false);
  const onCancel = () => setAsking(false);
  return {
    ...{ isAsking, isBusy: deed.isPending, actionError: deed.error, onCancel },
    onAsk: () => setAsking(true),
    onConfirm: (reason) =>
      deed.mutate(inputOf(reason), {
        onSuccess: () => {
          onCancel();
          clear();
        },
      }),
  };
}

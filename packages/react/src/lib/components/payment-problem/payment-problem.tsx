'use client';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { usePortal } from '../../hooks/use-portal.ts';
import { useBilling } from '../../provider/billing-context.ts';
import { PaymentProblemView } from './payment-problem-view.tsx';

export interface PaymentProblemProps {
  /** Where "Continue" leads. @default '/' */
  readonly continueUrl?: string | undefined;
}

/**
 * The page for a payment that failed: until when access goes on, and the way to the provider's portal. Back from there it asks the
 * provider at once, and says that all is well when it is.
 */
export function PaymentProblem({ continueUrl = '/' }: PaymentProblemProps) {
  const { navigate } = useBilling();
  const state = useBillingState();
  const portal = usePortal();
  return (
    <PaymentProblemView
      state={state.data}
      loadError={state.error}
      onRetry={() => void state.refetch()}
      isBusy={portal.isPending}
      actionError={portal.error}
      onFix={() => portal.mutate()}
      onContinue={() => navigate(continueUrl)}
    />
  );
}

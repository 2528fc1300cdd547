'use client';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useCatalog } from '../../hooks/use-catalog.ts';
import { findMeterName } from '../../hooks/use-meter-name.ts';
import { usePortal } from '../../hooks/use-portal.ts';
import { useResumeSubscription } from '../../hooks/use-resume-subscription.ts';
import { ErrorNote } from '../error-note/error-note.tsx';
import { LowBalanceWarning } from '../low-balance-warning/low-balance-warning.tsx';
import { useDismissals } from '../low-balance-warning/use-dismissals.ts';
import { BillingNoticeView } from './billing-notice-view.tsx';
import { pickNotice } from './pick-notice.ts';

/** The most urgent thing about the customer's billing, for the top of a page; nothing while all is well. */
export function BillingNotice() {
  const { data: state, error, refetch } = useBillingState();
  const { data: catalog } = useCatalog();
  const portal = usePortal();
  const resume = useResumeSubscription();
  const { isDismissed } = useDismissals();
  if (error?.code === 'unauthenticated') return null;
  if (state === undefined) return error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null;
  const notice = pickNotice(state, Date.now(), isDismissed);
  if (notice === null) return null;
  // A meter's end is said with the way to lift it, and once: a page needs no second warning beside this one.
  if (notice.kind === 'exhausted' || notice.kind === 'low') return <LowBalanceWarning meter={notice.meter} />;
  const { canManageBilling, provider, tier: current } = state;
  return (
    <BillingNoticeView
      notice={notice}
      tierName={(tier = current) => catalog?.tiers.find(({ id }) => id === tier)?.name ?? tier}
      meterName={(meter) => findMeterName(catalog ?? { meters: [] }, meter)}
      providerName={provider.name}
      onManagePayment={canManageBilling && provider.portal ? () => portal.mutate() : undefined}
      onResume={canManageBilling ? () => resume.mutate({}) : undefined}
      isBusy={portal.isPending || resume.isPending}
    />
  );
}

'use client';
import {
  type BillingError,
  type BillingInterval,
  type BillingState,
  type CatalogView,
  soldIntervals,
  type TierView,
} from '@plimsoll/contract';
import { useId, useState } from 'react';
import { useText } from '../../messages/text-provider.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import { IntervalSwitch } from './interval-switch.tsx';
import { readIntent, type Viewer } from './read-intent.ts';
import type { TierIntent } from './tier-button.ts';
import { TierCardView } from './tier-card-view.tsx';

export interface PricingTableViewProps {
  /** Undefined while it is on its way. */
  readonly catalog: CatalogView | undefined;
  /** Ids of the tiers to show. @default all */
  readonly tiers?: readonly string[] | undefined;
  readonly viewer: Viewer;
  /** Why catalog or state could not be read. */
  readonly loadError?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Id of the tier with the chip. */
  readonly recommended?: string | undefined;
  /** ISO 4217 code of the prices to show. @default each tier's first */
  readonly currency?: string | undefined;
  /**
   * How plans are to be paid at first, where the catalog sells them by the month and by the year. Say it where it does: then the switch has
   * its place while the plans load. @default as the running subscription, else as the first price
   */
  readonly interval?: BillingInterval | undefined;
  /** Id of the tier whose button waits for an answer. */
  readonly busyTier?: string | undefined;
  /** Why the last press did not work. */
  readonly actionError?: BillingError | null | undefined;
  /** `interval` is left out where the tier is sold in one way. */
  readonly onSelect: (tier: string, intent: TierIntent, interval?: BillingInterval) => void;
}

/** All plans side by side, each with the one thing that this viewer can do with it. */
export function PricingTableView(props: PricingTableViewProps) {
  const { catalog, tiers, viewer, loadError, onRetry, actionError } = props;
  const { messages } = useText();
  const reasonId = useId();
  const [chosen, choose] = useState<BillingInterval>();
  if (catalog === undefined || viewer === 'loading') {
    if (loadError) return <ErrorNote title={messages.plansError} error={loadError} onRetry={onRetry} />;
    return (
      <div className="ps-pricing">
        {props.interval && <span className="ps-interval" />}
        <Skeleton className="ps-tiers" rows={tiers?.length ?? 3} />
      </div>
    );
  }
  const shown = catalog.tiers.filter(({ id }) => tiers?.includes(id) ?? true);
  if (shown.length === 0) return <p className="ps-empty">{messages.plansEmpty}</p>;
  const hasBoth = shown.some((tier) => soldIntervals(tier).length > 1);
  const state = typeof viewer === 'object' ? viewer : undefined;
  const interval = hasBoth
    ? (chosen ?? props.interval ?? state?.subscription.interval ?? soldIntervals(shown.find(({ prices }) => prices[0]))[0])
    : undefined;
  const isBarred = state?.canManageBilling === false;
  return (
    <section className="ps-pricing" aria-label={messages.plans}>
      {viewer === 'unknown' && loadError && <ErrorNote error={loadError} onRetry={onRetry} />}
      {isBarred && (
        <p className="ps-hint" id={reasonId}>
          {messages.askAdministrator}
        </p>
      )}
      {interval && <IntervalSwitch value={interval} onChange={choose} />}
      <div className="ps-tiers">
        {shown.map((tier) => (
          <PricingTier key={tier.id} {...props} {...{ catalog, tier, state, interval }} reasonId={isBarred ? reasonId : undefined} />
        ))}
      </div>
      {actionError && <ErrorNote error={actionError} />}
    </section>
  );
}

interface PricingTierProps extends PricingTableViewProps {
  readonly catalog: CatalogView;
  readonly tier: TierView;
  readonly state: BillingState | undefined;
  readonly reasonId: string | undefined;
}

function PricingTier({ tier, catalog, viewer, state, recommended, currency, interval, busyTier, reasonId, onSelect }: PricingTierProps) {
  const isCurrent = state?.tier === tier.id;
  const sold = soldIntervals(tier);
  const paid = sold.length > 1 ? interval : undefined;
  const intent = readIntent(tier, { catalog, viewer, interval: paid });
  // "$0" reads better beside the others than a second "Free".
  const shownCurrency = currency ?? catalog.tiers.flatMap(({ prices }) => prices)[0]?.currency;
  return (
    <TierCardView
      {...{ tier, catalog, intent, interval, isCurrent }}
      kept={isCurrent ? state?.tierVersion : null}
      currency={shownCurrency}
      isRecommended={recommended === tier.id}
      scheduledAt={state && (state.subscription.cancelAt ?? state.subscription.periodEnd)}
      isBusy={busyTier === tier.id}
      disabledReasonId={reasonId}
      onSelect={() => onSelect(tier.id, intent, ...(paid ? ([paid] as const) : []))}
    />
  );
}

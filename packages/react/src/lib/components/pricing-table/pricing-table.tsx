'use client';
import type { BillingInterval } from '@plimsoll/contract';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useCatalog } from '../../hooks/use-catalog.ts';
import type { RegisteredTier } from '../../register.ts';
import { PricingTableView } from './pricing-table-view.tsx';
import { readViewer } from './read-intent.ts';
import { useTierSelection } from './use-tier-selection.tsx';

export interface PricingTableProps {
  /** The tiers to show. @default all */
  readonly tiers?: readonly RegisteredTier[] | undefined;
  /** The tier with the chip. */
  readonly recommended?: RegisteredTier | undefined;
  /** ISO 4217 code of the prices to show. @default each tier's first */
  readonly currency?: string | undefined;
  /**
   * How plans are to be paid at first, where the catalog sells them by the month and by the year. Say it where it does: then the switch has
   * its place while the plans load. @default as the running subscription, else as the first price
   */
  readonly interval?: BillingInterval | undefined;
  /**
   * Called when somebody who is not signed in chooses a tier; `interval` is left out where it is sold in one way.
   * @default the checkout is tried, and asks to sign in
   */
  readonly onSelect?: ((tier: RegisteredTier, interval?: BillingInterval) => void) | undefined;
}

/** All plans with a working button each: checkout, plan change with preview, cancel, keep. */
export function PricingTable({ tiers, recommended, currency, interval, onSelect }: PricingTableProps) {
  const catalog = useCatalog();
  const state = useBillingState();
  const { select, busyTier, error, dialog } = useTierSelection(onSelect);
  const retry = () => {
    void catalog.refetch();
    void state.refetch();
  };
  return (
    <>
      <PricingTableView
        catalog={catalog.data}
        viewer={readViewer(state)}
        loadError={catalog.error ?? state.error}
        actionError={error}
        {...{ tiers, recommended, currency, interval, busyTier }}
        onRetry={retry}
        onSelect={select}
      />
      {dialog}
    </>
  );
}

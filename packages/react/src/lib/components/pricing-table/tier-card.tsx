'use client';
import type { RegisteredTier } from '../../register.ts';
import { PricingTable } from './pricing-table.tsx';

export interface TierCardProps {
  readonly tier: RegisteredTier;
  readonly isRecommended?: boolean | undefined;
  /** ISO 4217 code of the price to show. @default the tier's first */
  readonly currency?: string | undefined;
  /** Called when somebody who is not signed in chooses the tier. @default the checkout is tried, and asks to sign in */
  readonly onSelect?: ((tier: RegisteredTier) => void) | undefined;
}

/** One plan with its working button, for pages that lay out plans themselves. */
export function TierCard({ tier, isRecommended = false, currency, onSelect }: TierCardProps) {
  return <PricingTable tiers={[tier]} recommended={isRecommended ? tier : undefined} currency={currency} onSelect={onSelect} />;
}

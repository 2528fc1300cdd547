'use client';
import type { BillingState } from '@plimsoll/contract';
import { type ReactNode, useCallback } from 'react';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import type { RegisteredFeature } from '../../register.ts';

export interface FeatureGateProps {
  readonly feature: RegisteredFeature;
  /** One value of a feature that has values, for example the name of a model. */
  readonly value?: string | undefined;
  readonly children: ReactNode;
  /** Shown where the tier does not have the feature, for example a `FeatureOffer`. @default nothing */
  readonly fallback?: ReactNode;
}

/** Draws its children for customers whose tier has the feature, nothing until that is known. It hides; the server must refuse. */
export function FeatureGate({ feature, value, children, fallback = null }: FeatureGateProps) {
  const pick = useCallback((state: BillingState) => includesFeature(state, feature, value), [feature, value]);
  const { data: isIncluded } = useBillingState(pick);
  if (isIncluded === undefined) return null;
  return isIncluded ? children : fallback;
}

function includesFeature({ features, featureValues }: BillingState, feature: string, value: string | undefined): boolean {
  return features.includes(feature) && (value === undefined || Boolean(featureValues[feature]?.includes(value)));
}

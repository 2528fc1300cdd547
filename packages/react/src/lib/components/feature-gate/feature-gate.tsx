'use client';
import { type ReactNode, useCallback } from 'react';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import type { RegisteredFeature } from '../../register.ts';

export interface FeatureGateProps {
  readonly feature: RegisteredFeature;
  readonly children: ReactNode;
  /** Shown where the tier does not have the feature. */
  readonly fallback?: ReactNode;
}

/** Draws its children for customers whose tier has the feature, nothing until that is known. It hides; the server must refuse. */
export function FeatureGate({ feature, children, fallback = null }: FeatureGateProps) {
  const { data: hasFeature } = useBillingState(useCallback(({ features }) => features.includes(feature), [feature]));
  if (hasFeature === undefined) return null;
  return hasFeature ? children : fallback;
}

import { BillingError } from '@plimsoll/contract';
import type { Request } from 'express';
import type { Features } from '../features/features.ts';
import type { MeterGateOptions, MeterMiddleware } from './require-meter.ts';

/** Lets a route run for those alone whose tier includes a feature: `requireFeature('models', 'large')`. */
export type RequireFeature<F extends string> = (feature: F, value?: string) => MeterMiddleware;

/**
 * Makes a gate for routes by what the tier includes. Who has it not gets `feature_missing` (403), which goes to `next` as a `BillingError`, for
 * `billingErrors()`: it carries the cheapest tier that has it.
 */
export function featureGate<F extends string>({ features }: { features: Features<F> }, { identify }: MeterGateOptions): RequireFeature<F> {
  return (feature, value) => (request, _response, next) => {
    Promise.resolve(identify(request as Request))
      .then((identity) => {
        if (identity === null) throw new BillingError('unauthenticated', 'identify() knows nobody in this request.');
        return features.require(identity.customerId, feature, value);
      })
      .then(() => next())
      .catch(next);
  };
}

import { BillingError, featureValuesOf, findFeatureOffer, hasFeature } from '@plimsoll/contract';
import type { Context } from '../context.ts';
import { readStanding, recallStanding, type Standing } from '../subscription/read-standing.ts';
import { termsOf } from '../subscription/terms-of.ts';
import { requireId } from '../usage/request.ts';
import type { AskedFeature, Features } from './features.ts';

/** Builds the feature checks over a context. */
export function createFeatures(context: Context): Features {
  return {
    has: async (customerId, feature, value) => (await look(context, { customerId, feature, value })).has,
    async require(customerId, feature, value) {
      const { has, standing } = await look(context, { customerId, feature, value });
      if (!has) throw featureMissing(context, { customerId, feature, value }, standing);
    },
    async values(customerId, feature) {
      const definition = requireFeature(context, feature);
      requireId('customerId', customerId);
      const standing = await readStanding(context, customerId);
      return featureValuesOf(termsOf(context, standing) ?? {}, definition);
    },
  };
}

// Nobody is refused by what is only remembered.
async function look(context: Context, asked: AskedFeature): Promise<{ has: boolean; standing: Standing }> {
  const { customerId, feature, value } = asked;
  requireFeature(context, feature, value);
  requireId('customerId', customerId);
  const recalled = await recallStanding(context, customerId);
  if (includes(context, recalled.standing, asked) || !recalled.remembered) {
    return { has: includes(context, recalled.standing, asked), standing: recalled.standing };
  }
  const standing = await readStanding(context, customerId);
  return { has: includes(context, standing, asked), standing };
}

function includes(context: Context, standing: Standing, wish: AskedFeature): boolean {
  return hasFeature(termsOf(context, standing) ?? {}, context.catalogView.features, wish);
}

function requireFeature({ catalogView }: Context, feature: string, value?: string) {
  const definition = catalogView.features.find(({ id }) => id === feature);
  const known = definition !== undefined && (value === undefined || definition.values?.includes(value) === true);
  if (definition !== undefined && known) return definition;
  const what = definition === undefined ? 'feature' : `value of "${feature}"`;
  const all = definition === undefined ? catalogView.features.map(({ id }) => id) : (definition.values ?? []);
  throw new BillingError('invalid_request', `There is no such ${what}. The catalog has: ${all.join(', ')}.`);
}

function featureMissing({ catalogView }: Context, { customerId, feature, value }: AskedFeature, { tier }: Standing): BillingError {
  const offer = findFeatureOffer(catalogView, { currentTier: tier, feature, value });
  const name = catalogView.features.find(({ id }) => id === feature)?.name ?? feature;
  const publicMessage = `This plan does not include ${name}${value === undefined ? '' : `: ${value}`}.`;
  return new BillingError(
    'feature_missing',
    `${customerId} on tier "${tier}" has no "${feature}"${value === undefined ? '' : ` with "${value}"`}.`,
    {
      publicMessage,
      feature: { feature, value: value ?? null, offer },
    },
  );
}

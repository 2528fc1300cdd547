import * as v from 'valibot';
import { Allowance, MeterName, UnitCount } from './meter.ts';
import { Money, Price, TierPrice } from './money.ts';

const Key = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be lower_snake_case, at most 64 characters'));
const Text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(500));

const FeatureDefinition = v.object({ name: Text });

const TierDefinition = v.object({
  name: Text,
  description: v.optional(Text),
  /** One price per currency and interval. Empty: nothing is charged. */
  prices: v.array(TierPrice),
  /** Units included for each meter. */
  allowances: v.record(Key, Allowance),
  /** What a unit past allowance and credits costs. A meter that is not named here blocks instead. */
  overage: v.optional(v.record(Key, Price)),
  features: v.optional(v.array(Key)),
  /** Where to write when this tier is sold by people and not by a checkout. */
  contactUrl: v.optional(Text),
});

const PackDefinition = v.object({ name: Text, meter: Key, units: UnitCount, price: Money });

const CatalogSchema = v.object({
  meters: v.record(Key, MeterName),
  features: v.record(Key, FeatureDefinition),
  tiers: v.record(Key, TierDefinition),
  packs: v.record(Key, PackDefinition),
  fallbackTier: Key,
});

export type FeatureDefinition = Readonly<v.InferOutput<typeof FeatureDefinition>>;

/** One plan: price, allowance for each meter, features. */
export type TierDefinition<M extends string = string, F extends string = string> = Readonly<
  Omit<v.InferOutput<typeof TierDefinition>, 'allowances' | 'overage' | 'features'> & {
    allowances: Readonly<Record<M, Allowance>>;
    overage?: Readonly<Partial<Record<M, Price>>>;
    features?: readonly F[];
  }
>;

/** Prepaid units of one meter, sold once. */
export type PackDefinition<M extends string = string> = Readonly<Omit<v.InferOutput<typeof PackDefinition>, 'meter'> & { meter: M }>;

/** What is sold, with every id known to the compiler. Tiers are listed from the smallest to the largest. */
export interface Catalog<M extends string = string, T extends string = string, F extends string = string, P extends string = string> {
  readonly meters: Readonly<Record<M, MeterName>>;
  readonly features: Readonly<Record<F, FeatureDefinition>>;
  readonly tiers: Readonly<Record<T, TierDefinition<M, F>>>;
  readonly packs: Readonly<Record<P, PackDefinition<M>>>;
  /** The tier of a customer who has no subscription. */
  readonly fallbackTier: T;
}

export type MeterId<C extends Catalog> = keyof C['meters'] & string;
export type TierId<C extends Catalog> = keyof C['tiers'] & string;
export type FeatureId<C extends Catalog> = keyof C['features'] & string;
export type PackId<C extends Catalog> = keyof C['packs'] & string;

/** The catalog as an application writes it: `features` and `packs` may be left out. */
export interface CatalogInput<M extends string, T extends string, F extends string, P extends string> {
  meters: Record<M, MeterName>;
  features?: Record<F, FeatureDefinition>;
  tiers: Record<T, TierDefinition<NoInfer<M>, NoInfer<F>>>;
  packs?: Record<P, PackDefinition<NoInfer<M>>>;
  fallbackTier: NoInfer<T>;
}

/**
 * Checks what is sold and gives it back with its ids inferred, so that a wrong meter, tier, feature or pack id does not compile.
 * @throws TypeError that names every problem at once: ids, prices, missing allowances, unknown meters and features.
 */
export function defineCatalog<M extends string, T extends string, F extends string = never, P extends string = never>(
  input: CatalogInput<M, T, F, P>,
): Catalog<M, T, F, P> {
  const catalog = { features: {}, packs: {}, ...input };
  const parsed = v.safeParse(CatalogSchema, catalog);
  const problems = parsed.success
    ? findBrokenReferences(parsed.output)
    : parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'catalog'}: ${issue.message}`);
  if (problems.length > 0) throw new TypeError(`The catalog cannot be used:\n- ${problems.join('\n- ')}`);
  return catalog as Catalog<M, T, F, P>;
}

function findBrokenReferences(catalog: v.InferOutput<typeof CatalogSchema>): string[] {
  const problems: string[] = [];
  const known = (meter: string) => Object.hasOwn(catalog.meters, meter);
  if (!Object.hasOwn(catalog.tiers, catalog.fallbackTier)) problems.push(`fallbackTier: there is no tier "${catalog.fallbackTier}"`);
  for (const [id, tier] of Object.entries(catalog.tiers)) {
    for (const meter of Object.keys(catalog.meters)) {
      if (!Object.hasOwn(tier.allowances, meter))
        problems.push(`tiers.${id}.allowances: "${meter}" is missing; write 0 to include nothing`);
    }
    for (const meter of [...Object.keys(tier.allowances), ...Object.keys(tier.overage ?? {})]) {
      if (!known(meter)) problems.push(`tiers.${id}: there is no meter "${meter}"`);
    }
    for (const feature of tier.features ?? []) {
      if (!Object.hasOwn(catalog.features, feature)) problems.push(`tiers.${id}.features: there is no feature "${feature}"`);
    }
  }
  for (const [id, pack] of Object.entries(catalog.packs)) {
    if (!known(pack.meter)) problems.push(`packs.${id}: there is no meter "${pack.meter}"`);
  }
  return problems;
}

const WithId = { id: Key };

/** What `GET /catalog` gives: everything a signed-out pricing page needs, in the order in which it is sold. */
export const CatalogView = v.object({
  meters: v.array(v.object({ ...WithId, ...MeterName.entries })),
  features: v.array(v.object({ ...WithId, ...FeatureDefinition.entries })),
  tiers: v.array(v.object({ ...WithId, ...TierDefinition.entries })),
  packs: v.array(v.object({ ...WithId, ...PackDefinition.entries })),
  fallbackTier: Key,
});
export type CatalogView = v.InferOutput<typeof CatalogView>;
export type TierView = CatalogView['tiers'][number];
export type PackView = CatalogView['packs'][number];

/** The catalog as lists, as it travels. */
export function viewCatalog(catalog: Catalog): CatalogView {
  const list = <D>(record: Readonly<Record<string, D>>) => Object.entries(record).map(([id, definition]) => ({ id, ...definition }));
  return {
    meters: list(catalog.meters),
    features: list(catalog.features),
    tiers: list(catalog.tiers) as TierView[],
    packs: list(catalog.packs),
    fallbackTier: catalog.fallbackTier,
  };
}

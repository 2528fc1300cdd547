import * as v from 'valibot';
import { Allowance, MeterName, StatedAllowance, UnitCount } from './meter.ts';
import { Money, OveragePrice, TierPrice } from './money.ts';

const Key = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be lower_snake_case, at most 64 characters'));
const Text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(500));

const FeatureDefinition = v.object({
  name: Text,
  /** What there is of it, for a feature of which tiers include more or less: names of models, for example. */
  values: v.optional(v.array(Text)),
});

const Terms = {
  /** One price per currency and interval. Empty: nothing is charged. */
  prices: v.array(TierPrice),
  /** Units included for each meter. */
  allowances: v.record(Key, StatedAllowance),
  /** What a unit past allowance and credits costs. A meter that is not named here blocks instead. */
  overage: v.optional(v.record(Key, OveragePrice)),
  features: v.optional(v.array(Key)),
  /** Of features that have values: those that are included. A feature that is not named here is included with all of them. */
  featureValues: v.optional(v.record(Key, v.array(Text))),
};

const SoldTier = v.object({
  name: Text,
  description: v.optional(Text),
  ...Terms,
  /** Where to write when this tier is sold by people and not by a checkout. */
  contactUrl: v.optional(Text),
});

/** What was sold under a tier's name before: who bought it then keeps it until they move. What it leaves out is as it is now. */
const TierVersion = v.object({ id: Text, ...v.partial(v.object(Terms)).entries });

/** An earlier version of a tier that a customer keeps, with all that it costs and includes. */
export const KeptTier = v.object({ id: v.string(), ...Terms, allowances: v.record(Key, Allowance) });
export type KeptTier = v.InferOutput<typeof KeptTier>;

const TierDefinition = v.object({ ...SoldTier.entries, versions: v.optional(v.array(TierVersion)) });

const PackDefinition = v.object({
  name: Text,
  meter: Key,
  units: UnitCount,
  price: Money,
  /** The price in other currencies. */
  also: v.optional(v.array(Money)),
});

const CatalogSchema = v.object({
  meters: v.record(Key, MeterName),
  features: v.record(Key, FeatureDefinition),
  tiers: v.record(Key, TierDefinition),
  packs: v.record(Key, PackDefinition),
  fallbackTier: Key,
});

export type FeatureDefinition = Readonly<v.InferOutput<typeof FeatureDefinition>>;

interface TypedTerms<M extends string, F extends string> {
  readonly prices: readonly TierPrice[];
  readonly allowances: Readonly<Record<M, StatedAllowance>>;
  readonly overage?: Readonly<Partial<Record<M, OveragePrice>>>;
  readonly features?: readonly F[];
  readonly featureValues?: Readonly<Partial<Record<F, readonly string[]>>>;
}

/** What was sold under a tier's name before, for those who bought it then. */
export type TierVersion<M extends string = string, F extends string = string> = { readonly id: string } & Partial<TypedTerms<M, F>>;

/** One plan: price, allowance for each meter, features. */
export type TierDefinition<M extends string = string, F extends string = string> = Readonly<
  Omit<v.InferOutput<typeof TierDefinition>, keyof TypedTerms<M, F> | 'versions'>
> &
  TypedTerms<M, F> & { readonly versions?: readonly TierVersion<M, F>[] };

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

type Parsed = v.InferOutput<typeof CatalogSchema>;

function findBrokenReferences(catalog: Parsed): string[] {
  const tiers = Object.entries(catalog.tiers).flatMap(([id, { versions = [], ...tier }]) => [
    ...findMissingAllowances(catalog, `tiers.${id}`, tier),
    ...findBrokenTerms(catalog, `tiers.${id}`, tier),
    ...versions.flatMap((version) => findBrokenTerms(catalog, `tiers.${id}.versions.${version.id}`, version)),
    ...versions.flatMap((version) =>
      version.allowances === undefined
        ? []
        : findMissingAllowances(catalog, `tiers.${id}.versions.${version.id}`, { allowances: version.allowances }),
    ),
  ]);
  const packs = Object.entries(catalog.packs)
    .filter(([, { meter }]) => !Object.hasOwn(catalog.meters, meter))
    .map(([id, { meter }]) => `packs.${id}: there is no meter "${meter}"`);
  const { fallbackTier } = catalog;
  const fallback = Object.hasOwn(catalog.tiers, fallbackTier) ? [] : [`fallbackTier: there is no tier "${fallbackTier}"`];
  return [...fallback, ...tiers, ...packs];
}

function findMissingAllowances({ meters }: Parsed, at: string, { allowances }: Pick<Parsed['tiers'][string], 'allowances'>): string[] {
  return Object.keys(meters)
    .filter((meter) => !Object.hasOwn(allowances, meter))
    .map((meter) => `${at}.allowances: "${meter}" is missing; write 0 to include nothing`);
}

function findBrokenTerms({ meters, features }: Parsed, at: string, terms: Omit<v.InferOutput<typeof TierVersion>, 'id'>): string[] {
  const counted = [...Object.keys(terms.allowances ?? {}), ...Object.keys(terms.overage ?? {})];
  const chosen = Object.entries(terms.featureValues ?? {});
  const unknownValues = chosen.flatMap(([feature, values]) =>
    values
      .filter((value) => !features[feature]?.values?.includes(value))
      .map((value) => `${at}.featureValues.${feature}: there is no value "${value}"`),
  );
  return [
    ...counted.filter((meter) => !Object.hasOwn(meters, meter)).map((meter) => `${at}: there is no meter "${meter}"`),
    ...(terms.features ?? []).filter((id) => !Object.hasOwn(features, id)).map((id) => `${at}.features: there is no feature "${id}"`),
    ...unknownValues,
  ];
}

const WithId = { id: Key };

/** What `GET /catalog` gives: everything a signed-out pricing page needs, in the order in which it is sold. */
export const CatalogView = v.object({
  meters: v.array(v.object({ ...WithId, ...MeterName.entries })),
  features: v.array(v.object({ ...WithId, ...FeatureDefinition.entries })),
  /** An allowance that the provider decides is not among them: how much it is, nobody knows before it is bought. */
  tiers: v.array(v.object({ ...WithId, ...SoldTier.entries, allowances: v.record(Key, Allowance) })),
  packs: v.array(v.object({ ...WithId, ...PackDefinition.entries })),
  fallbackTier: Key,
});
export type CatalogView = v.InferOutput<typeof CatalogView>;
export type TierView = CatalogView['tiers'][number];
export type FeatureView = CatalogView['features'][number];
export type PackView = CatalogView['packs'][number];

/** The catalog as lists, as it travels. */
export function viewCatalog(catalog: Catalog): CatalogView {
  const list = <D>(record: Readonly<Record<string, D>>) => Object.entries(record).map(([id, definition]) => ({ id, ...definition }));
  return {
    meters: list(catalog.meters),
    features: list(catalog.features),
    // Earlier versions concern those who bought them, and nobody who looks at prices.
    tiers: list(catalog.tiers).map(({ versions: _, ...tier }) => ({ ...tier, allowances: shownAllowances(tier.allowances) }) as TierView),
    packs: list(catalog.packs),
    fallbackTier: catalog.fallbackTier,
  };
}

/** The allowances of which it is known how much they are: all but those that the provider decides. */
export function shownAllowances(allowances: Readonly<Record<string, StatedAllowance>>): Record<string, Allowance> {
  const known = Object.entries(allowances).flatMap(([meter, stated]) => (stated === 'from-provider' ? [] : [[meter, stated] as const]));
  return Object.fromEntries(known);
}

import type { Catalog, FeatureId, MeterId, PackId, TierId } from '@plimsoll/contract';

/**
 * Where an application makes its catalog known to the compiler, so that a wrong meter or tier id in a prop does not compile:
 * `declare module '@plimsoll/react' { interface Register { catalog: typeof catalog } }`. Left alone, every id is a `string`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: an application adds to it
export interface Register {}

/** The catalog that a register names; any catalog when it names none. */
export type CatalogOf<R> = R extends { catalog: infer C extends Catalog } ? C : Catalog;

/** Id of a meter in the registered catalog. */
export type RegisteredMeter = MeterId<CatalogOf<Register>>;
/** Id of a tier in the registered catalog. */
export type RegisteredTier = TierId<CatalogOf<Register>>;
/** Id of a feature in the registered catalog. */
export type RegisteredFeature = FeatureId<CatalogOf<Register>>;
/** Id of a credit pack in the registered catalog. */
export type RegisteredPack = PackId<CatalogOf<Register>>;

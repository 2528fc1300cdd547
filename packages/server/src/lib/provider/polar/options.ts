import type { BillingInterval } from '@plimsoll/contract';

/** Tier id to the Polar product that sells it, or to one for each interval by which it is sold. */
export type TierProducts = Readonly<Record<string, string | Readonly<Partial<Record<BillingInterval, string>>>>>;

/** What `polar()` needs to know. */
export interface PolarOptions {
  /** Organisation access token. A function is asked before each call, so a token can be rotated without a restart; what is slow to fetch is its to keep. */
  readonly accessToken: string | (() => string | Promise<string>);
  /**
   * Secrets of the webhook endpoint, in either of Polar's forms. All of them are accepted: list the old and the new one while rotating. A
   * function is asked for each webhook, signed or not, so they can be rotated without a restart; what is slow to fetch is its to keep.
   */
  readonly webhookSecrets: readonly string[] | (() => readonly string[] | Promise<readonly string[]>);
  /**
   * Tier id to the Polar product that sells it. A tier that is sold by the month and by the year names a product for each:
   * `{ month: '…', year: '…' }`. A tier that is not named cannot be bought.
   */
  readonly products: TierProducts;
  /**
   * For tiers whose price or allowances changed: version id (of the catalog's `versions`) to the Polar product that sold it. Who has it keeps
   * it; nobody can buy it any more.
   */
  readonly earlierProducts?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Credit pack id to the Polar product that sells it. */
  readonly packs?: Readonly<Record<string, string>>;
  /** Name of the usage event that Polar is told, for each meter. @default the meter id */
  readonly meters?: Readonly<Record<string, { readonly event?: string }>>;
  /** @default 'production' */
  readonly environment?: 'production' | 'sandbox';
  /** Origin of the API, for an emulator or a proxy. Wins over `environment`. */
  readonly baseUrl?: string;
  /** Only for tokens that belong to a person and not to an organisation. */
  readonly organizationId?: string;
  /** Milliseconds that one call of the provider may take in all, its answer's body included. @default 8000 */
  readonly timeoutMs?: number;
  /**
   * Requests a minute that this process keeps to: background work waits so that a fifth is left to people. Several processes that share a
   * Polar organisation take a share each. @default what Polar publishes: 500, in the sandbox 100; on a loopback `baseUrl`, an emulator, 60000
   */
  readonly requestsPerMinute?: number;
  /** How the provider is called in front of people. @default 'Polar' */
  readonly name?: string;
  /** Part of the webhook address: `/webhooks/<id>`. @default 'polar' */
  readonly id?: string;
}

/** The options with every default filled in and every form made one. */
export interface PolarSettings {
  readonly accessToken: () => string | Promise<string>;
  readonly webhookSecrets: () => readonly string[] | Promise<readonly string[]>;
  readonly products: TierProducts;
  readonly earlierProducts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly packs: Readonly<Record<string, string>>;
  readonly meters: Readonly<Record<string, { readonly event?: string }>>;
  readonly environment: 'production' | 'sandbox';
  readonly baseUrl: string | undefined;
  readonly organizationId: string | undefined;
  readonly timeoutMs: number;
  readonly requestsPerMinute: number;
  readonly name: string;
  readonly id: string;
}

/** What the client asks of the server under test: one step of metered work. The id makes it safe to ask again. */
export type Act =
  | ({ readonly kind: 'spend' } & Use)
  | ({ readonly kind: 'reserve'; readonly ttlMs: number } & Use)
  | ({ readonly kind: 'extend'; readonly units: number } & Held)
  | ({ readonly kind: 'commit'; readonly units: number } & Held)
  | ({ readonly kind: 'release' } & Held)
  | ({ readonly kind: 'refund' } & Held)
  /** The whole of reserve, work, commit inside the server. `fails`: the work throws, so nothing may be counted. */
  | ({ readonly kind: 'run'; readonly actual: number; readonly fails: boolean } & Use);

interface Held {
  readonly customerId: string;
  readonly id: string;
}

interface Use extends Held {
  readonly userId: string;
  readonly meter: MeterName;
  readonly units: number;
}

export type MeterName = 'jobs' | 'tokens' | 'seats';

/** What the server says of one act. */
export type Answer =
  | { readonly outcome: 'done'; readonly units: number; readonly overage: number; readonly overrun: number }
  /** The limit was reached; nothing was counted. */
  | { readonly outcome: 'refused' }
  /** The work threw; nothing was counted. */
  | { readonly outcome: 'failed' }
  /** Nobody knows; the same act may be asked again. */
  | { readonly outcome: 'again'; readonly code: string }
  /** An answer that this act can never have had. */
  | { readonly outcome: 'wrong'; readonly code: string };

import type { Billing, Identity, Logger } from '@plimsoll/server';
import type { Router } from 'express';
import type { Env } from '../server/env.ts';
import type { Account, Sessions } from '../server/session.ts';

/** What a product is opened with. */
export interface ProductPlace {
  readonly env: Env;
  /** The origin that people open. */
  readonly appUrl: string;
  readonly logger: Logger;
  readonly sessions: Sessions;
}

/** One product of the sample: its own catalog, its own account at Polar, its own way to charge. */
export interface Product {
  /** For logs. */
  readonly name: string;
  readonly billing: Billing;
  /** Its whole API, billing under `/billing`. */
  readonly router: Router;
  /** Closes what is the product's own; its billing is stopped before. */
  close(): void;
}

/** Who is asking, where the party that is billed is the person. */
export function personOf(account: Account | null): Identity | null {
  if (account === null) return null;
  const { userId, operator } = account;
  return { customerId: userId, userId, email: userId, canManageBilling: true, operator };
}

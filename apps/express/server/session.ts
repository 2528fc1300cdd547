import { createHmac, timingSafeEqual } from 'node:crypto';
import { BillingError } from '@plimsoll/server';
import type { Request } from 'express';

/** Somebody who can sign in to the sample. */
export interface Account {
  readonly userId: string;
  readonly role: 'Owner' | 'Recruiter' | 'Operator';
  readonly organisation: { readonly id: string; readonly name: string; readonly billingEmail: string };
  /** Whether this is one of those who run billing for all customers. */
  readonly operator: boolean;
}

const acme = { id: 'org_acme', name: 'Acme', billingEmail: 'billing@acme.example' };
const globex = { id: 'org_globex', name: 'Globex', billingEmail: 'billing@globex.example' };
const sample = { id: 'org_sample', name: 'The sample', billingEmail: 'billing@sample.example' };

/** Two people share one organisation, a third belongs to another, and a fourth works for whoever sells all this. */
export const accounts: readonly Account[] = [
  { userId: 'owner@acme.example', role: 'Owner', organisation: acme, operator: false },
  { userId: 'recruiter@acme.example', role: 'Recruiter', organisation: acme, operator: false },
  { userId: 'owner@globex.example', role: 'Owner', organisation: globex, operator: false },
  { userId: 'operator@sample.example', role: 'Operator', organisation: sample, operator: true },
];

const COOKIE = 'session';

/** Signed-in sessions in a cookie that cannot be forged. A real application brings its own. */
export interface Sessions {
  readAccount(request: Request): Account | null;
  /** The cookie that signs somebody in; null signs out. */
  cookieFor(account: Account | null): string;
}

/** Makes sessions that are signed with the secret. */
export function createSessions(secret: string): Sessions {
  const sign = (userId: string) => createHmac('sha256', secret).update(userId).digest('base64url');
  return {
    readAccount(request) {
      const value = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
      if (value === undefined) return null;
      const [userId = '', signature = ''] = decodeURIComponent(value).split('|');
      const expected = Buffer.from(sign(userId));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return accounts.find((account) => account.userId === userId) ?? null;
    },
    cookieFor(account) {
      const value = account === null ? '' : encodeURIComponent(`${account.userId}|${sign(account.userId)}`);
      return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax${account === null ? '; Max-Age=0' : ''}`;
    },
  };
}

/** Whoever is signed in. @throws BillingError `unauthenticated` */
export function requireAccount(account: Account | null): Account {
  if (account !== null) return account;
  throw new BillingError('unauthenticated', 'Nobody is signed in.');
}

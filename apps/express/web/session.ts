import { readProblem } from '@plimsoll/react';

/** Somebody who can sign in, as the server lists them. */
export interface Account {
  readonly userId: string;
  readonly role: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly operator: boolean;
}

export interface Session {
  readonly account: Account | null;
  readonly accounts: readonly Account[];
  /** Names of the products that this server offers. */
  readonly products: readonly string[];
}

/** A session in which somebody is signed in. */
export interface SignedIn extends Session {
  readonly account: Account;
}

/** Calls the sample's own API. @throws BillingError for a problem document, a 402 among them */
export async function callApi<T>(path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, init);
  const problem = await readProblem(response);
  if (problem !== null) throw problem;
  return (await response.json()) as T;
}

import { BillingError } from '@plimsoll/server';
import { billingErrors } from '@plimsoll/server/express';
import express, { type Express } from 'express';
import type { Product } from '../products/product.ts';
import { accounts, type Sessions } from './session.ts';

export interface AppParts {
  readonly sessions: Sessions;
  /** Where each product's API is: the longest path first. */
  readonly products: readonly (readonly [path: string, product: Product])[];
}

/** The sample application: sign in, and three products that charge in three ways. */
export function createApp({ sessions, products }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');

  app.get('/api/session', (request, response) => {
    const account = sessions.readAccount(request);
    response.json({ account, accounts, products: products.map(([, { name }]) => name) });
  });
  app.post('/api/session', express.json({ limit: '1kb' }), (request, response) => {
    const account = accounts.find(({ userId }) => userId === request.body?.userId) ?? null;
    response.set('Set-Cookie', sessions.cookieFor(account)).json({ account, accounts, products: products.map(([, { name }]) => name) });
  });
  for (const [path, { router }] of products) app.use(path, router);

  app.use('/api', () => {
    throw new BillingError('not_found', 'No such API route.');
  });
  app.use(billingErrors());
  return app;
}

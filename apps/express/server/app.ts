import { randomUUID } from 'node:crypto';
import { BillingError } from '@plimsoll/server';
import { billingErrors, billingRouter } from '@plimsoll/server/express';
import express, { type Express } from 'express';
import type { AppBilling } from './billing.ts';
import type { Drafts } from './drafts.ts';
import { type Account, accounts, type Sessions } from './session.ts';
import { writeJobDescription } from './write-job-description.ts';

export interface AppParts {
  readonly billing: AppBilling;
  readonly sessions: Sessions;
  readonly drafts: Drafts;
}

/** The sample application: sign in, billing under one path, and two gated operations. */
export function createApp({ billing, sessions, drafts }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');

  // Before express.json(): webhook signatures are checked over the received bytes.
  app.use('/api/billing', billingRouter(billing, { identify: (request) => identityOf(sessions.readAccount(request)) }));
  app.use(express.json({ limit: '16kb' }));

  app.get('/api/session', (request, response) => {
    const account = sessions.readAccount(request);
    response.json({ account, accounts });
  });
  app.post('/api/session', (request, response) => {
    const account = accounts.find(({ userId }) => userId === request.body?.userId) ?? null;
    response.set('Set-Cookie', sessions.cookieFor(account)).json({ account, accounts });
  });

  app.get('/api/job-descriptions', (request, response) => {
    response.json(drafts.list(requireAccount(sessions.readAccount(request)).organisation.id));
  });
  app.post('/api/job-descriptions', async (request, response) => {
    const { organisation, userId } = requireAccount(sessions.readAccount(request));
    const title = readTitle(request.body);
    const who = { customerId: organisation.id, userId };
    const draft = await billing.usage.run({ ...who, meter: 'job_descriptions' }, () => {
      const written = { id: randomUUID(), title, text: writeJobDescription(title) };
      drafts.add(organisation.id, written);
      return written;
    });
    response.status(201).json(draft);
  });
  app.post('/api/candidate-screenings', async (request, response) => {
    const { organisation, userId } = requireAccount(sessions.readAccount(request));
    await billing.usage.spend({ customerId: organisation.id, userId, meter: 'candidate_screenings' });
    response.status(201).json({ verdict: 'Invite to an interview' });
  });

  app.use('/api', () => {
    throw new BillingError('not_found', 'No such API route.');
  });
  app.use(billingErrors());
  return app;
}

function identityOf(account: Account | null) {
  if (account === null) return null;
  const { organisation, userId, role } = account;
  return {
    customerId: organisation.id,
    userId,
    email: organisation.billingEmail,
    name: organisation.name,
    canManageBilling: role === 'Owner',
  };
}

function requireAccount(account: Account | null): Account {
  if (account !== null) return account;
  throw new BillingError('unauthenticated', 'Nobody is signed in.');
}

function readTitle(body: unknown): string {
  const title = typeof body === 'object' && body !== null && 'title' in body ? body.title : undefined;
  if (typeof title === 'string' && title.trim().length > 0 && title.length <= 120) return title.trim();
  const publicMessage = 'Give the job a title of 1 to 120 characters.';
  throw new BillingError('invalid_request', publicMessage, { publicMessage, fields: [{ pointer: '/title', detail: publicMessage }] });
}

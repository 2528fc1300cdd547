import { randomUUID } from 'node:crypto';
import { type Billing, BillingError } from '@plimsoll/server';
import { billingRouter } from '@plimsoll/server/express';
import express, { Router } from 'express';
import { type Account, requireAccount, type Sessions } from '../../server/session.ts';
import type { catalog } from './catalog.ts';
import type { Drafts } from './drafts.ts';
import { writeJobDescription } from './write-job-description.ts';

interface RecruitingParts {
  readonly billing: Billing<typeof catalog>;
  readonly drafts: Drafts;
  readonly sessions: Sessions;
}

/** Two gated operations of an organisation: writing job descriptions and screening candidates. */
export function createRecruitingRouter({ billing, drafts, sessions }: RecruitingParts): Router {
  const router = Router();

  // Before express.json(): webhook signatures are checked over the received bytes.
  router.use('/billing', billingRouter(billing, { identify: (request) => identityOf(sessions.readAccount(request)) }));
  router.use(express.json({ limit: '16kb' }));

  router.get('/job-descriptions', (request, response) => {
    response.json(drafts.list(requireAccount(sessions.readAccount(request)).organisation.id));
  });
  router.post('/job-descriptions', async (request, response) => {
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
  router.post('/candidate-screenings', async (request, response) => {
    const { organisation, userId } = requireAccount(sessions.readAccount(request));
    await billing.usage.spend({ customerId: organisation.id, userId, meter: 'candidate_screenings' });
    response.status(201).json({ verdict: 'Invite to an interview' });
  });
  return router;
}

function identityOf(account: Account | null) {
  if (account === null) return null;
  const { organisation, userId, role, operator } = account;
  return {
    ...{ customerId: organisation.id, userId, operator, canManageBilling: role === 'Owner' },
    ...{ email: organisation.billingEmail, name: organisation.name },
  };
}

function readTitle(body: unknown): string {
  const title = typeof body === 'object' && body !== null && 'title' in body ? body.title : undefined;
  if (typeof title === 'string' && title.trim().length > 0 && title.length <= 120) return title.trim();
  const publicMessage = 'Give the job a title of 1 to 120 characters.';
  throw new BillingError('invalid_request', publicMessage, { publicMessage, fields: [{ pointer: '/title', detail: publicMessage }] });
}

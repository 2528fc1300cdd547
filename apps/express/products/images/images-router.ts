import { randomUUID } from 'node:crypto';
import { type Billing, BillingError } from '@plimsoll/server';
import { billingRouter } from '@plimsoll/server/express';
import express, { Router } from 'express';
import * as v from 'valibot';
import { requireAccount, type Sessions } from '../../server/session.ts';
import { personOf } from '../product.ts';
import type { catalog } from './catalog.ts';
import { drawImage } from './draw-image.ts';
import type { ImageWork } from './image-work.ts';
import type { Job, Jobs } from './jobs.ts';

interface ImagesParts {
  readonly billing: Billing<typeof catalog>;
  readonly jobs: Jobs;
  readonly work: ImageWork;
  readonly sessions: Sessions;
}

const FREE_IMAGES = 3;

const Wish = v.object({
  prompt: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)),
  fails: v.optional(v.boolean(), false),
  /** Names the wish, so that a browser that asks again pays once. */
  id: v.optional(v.pipe(v.string(), v.uuid())),
});

/** Images of a person: each is paid with a credit before it is drawn. */
export function createImagesRouter({ billing, jobs, work, sessions }: ImagesParts): Router {
  const router = Router();
  const welcome = createWelcome(billing);
  router.use(async (request, _response, next) => {
    await welcome(sessions.readAccount(request)?.userId);
    next();
  });
  router.use('/billing', billingRouter(billing, { identify: (request) => personOf(sessions.readAccount(request)) }));
  router.use(express.json({ limit: '16kb' }));

  router.get('/jobs', (request, response) => {
    response.json(jobs.list(requireAccount(sessions.readAccount(request)).userId).map(view));
  });
  router.post('/jobs', async (request, response) => {
    const { userId } = requireAccount(sessions.readAccount(request));
    const { prompt, fails, id = randomUUID() } = readWish(request.body);
    await billing.usage.spend({ customerId: userId, userId, meter: 'images', id });
    const job: Job = { id, customerId: userId, prompt, fails, state: 'waiting' };
    jobs.add(job);
    await work.finish(job);
    response.status(201).json(view(jobs.list(userId).find((done) => done.id === id) ?? job));
  });
  return router;
}

// Everybody begins with a few. The gift's id makes it one, whatever is remembered here.
function createWelcome({ credits }: Pick<ImagesParts['billing'], 'credits'>): (userId: string | undefined) => Promise<void> {
  const greeted = new Set<string>();
  return async (userId) => {
    if (userId === undefined || greeted.has(userId)) return;
    await credits.grant({ customerId: userId, meter: 'images', units: FREE_IMAGES, id: 'welcome' });
    greeted.add(userId);
  };
}

function view({ id, prompt, state }: Job) {
  return { id, prompt, state, svg: state === 'done' ? drawImage(prompt) : null };
}

function readWish(body: unknown): v.InferOutput<typeof Wish> {
  const parsed = v.safeParse(Wish, body);
  if (parsed.success) return parsed.output;
  const publicMessage = 'Say in 1 to 200 characters what to draw.';
  throw new BillingError('invalid_request', publicMessage, { publicMessage });
}

import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Billing, BillingError } from '@plimsoll/server';
import { billingRouter } from '@plimsoll/server/express';
import express, { Router } from 'express';
import * as v from 'valibot';
import { requireAccount, type Sessions } from '../../server/session.ts';
import { personOf } from '../product.ts';
import { countTokens } from './answer.ts';
import { catalog } from './catalog.ts';
import { holdTokens } from './hold-tokens.ts';
import { streamAnswer } from './stream-answer.ts';

interface ChatParts {
  readonly billing: Billing<typeof catalog>;
  readonly sessions: Sessions;
}

const Message = v.object({
  text: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(2000)),
  model: v.picklist(catalog.features.models.values ?? []),
});

/** Threads and messages of a person. How many tokens an answer takes is known only when it is over. */
export function createChatRouter({ billing, sessions }: ChatParts): Router {
  const { usage, features } = billing;
  const router = Router();
  router.use('/billing', billingRouter(billing, { identify: (request) => personOf(sessions.readAccount(request)) }));
  router.use(express.json({ limit: '16kb' }));

  router.post('/threads', async (request, response) => {
    const { userId } = requireAccount(sessions.readAccount(request));
    await usage.spend({ customerId: userId, userId, meter: 'threads' });
    response.status(201).json({ id: randomUUID() });
  });
  router.post('/messages', async (request, response) => {
    const { userId } = requireAccount(sessions.readAccount(request));
    const who = { customerId: userId, userId };
    const { text, model } = readMessage(request.body);
    await features.require(userId, 'models', model);
    const hold = await holdTokens(usage, who, countTokens(text));
    try {
      await usage.spend({ ...who, meter: 'messages' });
    } catch (error) {
      await hold.close();
      throw error;
    }
    response.status(200).set({ 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    // Whoever goes away in the middle ends the generator, which counts what was said.
    await pipeline(Readable.from(streamAnswer(text, hold)), response).catch(() => undefined);
  });
  return router;
}

function readMessage(body: unknown): v.InferOutput<typeof Message> {
  const parsed = v.safeParse(Message, body);
  if (parsed.success) return parsed.output;
  const publicMessage = 'Write a message of 1 to 2,000 characters and choose a model.';
  throw new BillingError('invalid_request', publicMessage, { publicMessage });
}

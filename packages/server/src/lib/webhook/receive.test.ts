import { expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { silentLogger } from '../logger.ts';
import { systemRuntime } from '../runtime/runtime.ts';
import { silentRecorder } from '../telemetry/recorder.ts';
import { receiveWebhook } from './receive.ts';

const delivery = { provider: 'polar', header: () => undefined, body: new Uint8Array() };

/** An engine whose inbox takes its time. */
function openInbox() {
  const insertion = Promise.withResolvers<'new' | 'seen'>();
  const context = {
    ...{
      runtime: systemRuntime,
      logger: silentLogger,
      recorder: silentRecorder,
      alert() {},
      wake() {},
      tombstones: { isErased: async () => false },
    },
    provider: {
      id: 'polar',
      parseWebhook: async () => ({ id: 'evt_1', type: 'order.paid', customerId: 'acme', effect: { kind: 'reread' } }),
    },
    store: { inbox: { insert: () => insertion.promise } },
  } as unknown as Context;
  return { insertion, context };
}

it('a webhook is answered only when the inbox has it', async () => {
  const { insertion, context } = openInbox();
  let answered = false;
  const answer = receiveWebhook(context, delivery).finally(() => {
    answered = true;
  });
  await new Promise(setImmediate);
  expect(answered).toBe(false);
  insertion.resolve('new');
  expect(await answer).toBe('new');
});

it('a webhook that the inbox cannot take is not accepted, so that the provider sends it again', async () => {
  const { insertion, context } = openInbox();
  const answer = receiveWebhook(context, delivery);
  insertion.reject(new Error('disk full'));
  await expect(answer).rejects.toThrow('disk full');
});

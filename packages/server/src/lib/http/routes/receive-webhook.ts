import { BillingError } from '@plimsoll/contract';
import type { Context } from '../../context.ts';
import { receiveWebhook } from '../../webhook/receive.ts';
import type { Call } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondEmpty } from '../respond.ts';

const BODY_LIMIT = 1024 * 1024;

export async function receiveWebhookRoute(
  context: Context,
  { request, parameter }: Call<'POST /webhooks/:provider'>,
): Promise<BillingResponse> {
  const encoding = request.header('content-encoding');
  if (encoding !== undefined && encoding !== 'identity') {
    throw new BillingError('unsupported_media_type', `A webhook came with content encoding ${encoding.slice(0, 20)}.`, {
      publicMessage: 'Send the body without content encoding.',
    });
  }
  const body = await request.body(BODY_LIMIT);
  if (body.kind === 'parsed') throw rawBytesGone();
  await receiveWebhook(context, { provider: parameter, header: request.header, body: body.bytes });
  return respondEmpty(202);
}

function rawBytesGone(): BillingError {
  const message =
    'The webhook body was parsed before it reached the billing router, so its signature cannot be checked. ' +
    'Mount billingRouter before express.json(), or keep the received bytes in req.rawBody (express.json({ verify: (req, res, bytes) => { req.rawBody = bytes } })).';
  return new BillingError('raw_body_required', message, { publicMessage: message });
}

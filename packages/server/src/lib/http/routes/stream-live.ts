import { LIVE_EVENT, type LiveMessage } from '@plimsoll/contract';
import type { Context } from '../../context.ts';
import { type LiveChanges, streamChanges } from '../../live/stream-changes.ts';
import type { CustomerCall } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondStream } from '../respond.ts';

export async function streamLiveRoute(context: Context, { identity, request }: CustomerCall<'GET /live'>): Promise<BillingResponse> {
  // Who asks only for the headers would never take what follows them.
  if (request.method === 'HEAD') return respondStream('');
  await context.tombstones.requireAdmitted(identity.customerId);
  // The place is taken before the answer begins: after that no status could say that there is none.
  const live = streamChanges(context, identity.customerId, request.onClose);
  return respondStream(messages(live, () => !context.availability.reachable()));
}

async function* messages(live: LiveChanges, isDegraded: () => boolean): AsyncIterable<string> {
  try {
    yield 'retry: 2000\n\n';
    for await (const change of live.changes) {
      yield change === 'still-here' ? ': still here\n\n' : format({ version: change, degraded: isDegraded() });
    }
  } finally {
    live.close();
  }
}

function format(message: LiveMessage): string {
  return `event: ${LIVE_EVENT}\nid: ${message.version}\ndata: ${JSON.stringify(message)}\n\n`;
}

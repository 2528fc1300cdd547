import { LIVE_EVENT, type LiveMessage } from '@plimsoll/contract';
import type { Context } from '../../context.ts';
import { streamChanges } from '../../live/stream-changes.ts';
import type { CustomerCall } from '../call.ts';
import type { BillingResponse } from '../request.ts';
import { respondStream } from '../respond.ts';

export async function streamLiveRoute(context: Context, { identity, request }: CustomerCall<'GET /live'>): Promise<BillingResponse> {
  // Before the answer begins: after that no status could say it.
  context.hub.requireRoom();
  const changes = streamChanges(context, identity.customerId, request.onClose);
  return respondStream(messages(changes, () => !context.availability.reachable()));
}

async function* messages(changes: AsyncIterable<number | 'still-here'>, isDegraded: () => boolean): AsyncIterable<string> {
  yield 'retry: 2000\n\n';
  for await (const change of changes) {
    yield change === 'still-here' ? ': still here\n\n' : format({ version: change, degraded: isDegraded() });
  }
}

function format(message: LiveMessage): string {
  return `event: ${LIVE_EVENT}\nid: ${message.version}\ndata: ${JSON.stringify(message)}\n\n`;
}

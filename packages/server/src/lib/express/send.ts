import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { BillingResponse } from '../http/request.ts';

/** Writes an answer in one go, or as a stream that waits for a slow reader. */
export async function send(response: ServerResponse, { status, headers, body }: BillingResponse): Promise<void> {
  if (typeof body === 'string') {
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    response.end(body);
    return;
  }
  response.writeHead(status, headers);
  response.flushHeaders();
  for await (const chunk of body) {
    if (response.destroyed) break;
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

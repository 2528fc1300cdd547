import { BillingError } from '@plimsoll/contract';
import type { Billing } from './lib/create-billing.ts';
import type { BillingRequest, RequestBody } from './lib/http/request.ts';
import type { Identity } from './lib/identity.ts';

export interface BillingFetchOptions {
  /** Who is asking, from the host's own session; null when nobody is signed in. The only source of a customer id. */
  readonly identify: (request: Request) => Identity | null | Promise<Identity | null>;
  /** Where the handler is mounted. @default '/api/billing' */
  readonly basePath?: string;
}

/**
 * Every billing route as one `Request → Response` function, for Hono, Next.js, Bun, Deno and everything else.
 * @throws TypeError without `identify`
 */
export function billingFetch(billing: Pick<Billing, 'handle'>, options: BillingFetchOptions): (request: Request) => Promise<Response> {
  if (typeof options?.identify !== 'function') {
    throw new TypeError(
      'billingFetch needs identify(request): it tells who is asking, from your own session, and is the only source of a customer id.',
    );
  }
  return async (request) => {
    const { status, headers, body } = await billing.handle(toBillingRequest(request, options));
    if (status === 204 || request.method === 'HEAD') return new Response(null, { status, headers });
    return new Response(typeof body === 'string' ? body : toStream(body), { status, headers });
  };
}

function toBillingRequest(request: Request, { identify, basePath = '/api/billing' }: BillingFetchOptions): BillingRequest {
  const { pathname, searchParams } = new URL(request.url);
  return {
    method: request.method,
    path: pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname,
    query: searchParams,
    header: (name) => request.headers.get(name) ?? undefined,
    body: (limit) => readBody(request, limit),
    identify: async () => await identify(request),
    onClose: (listener) => request.signal.addEventListener('abort', listener),
  };
}

async function readBody(request: Request, limit: number): Promise<RequestBody> {
  const publicMessage = `The request body is larger than ${limit} bytes.`;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw new BillingError('payload_too_large', publicMessage, { publicMessage });
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return { kind: 'bytes', bytes };
}

function toStream(body: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

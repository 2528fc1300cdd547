import type { IncomingMessage } from 'node:http';
import { BillingError } from '@plimsoll/contract';
import type { RequestBody } from '../http/request.ts';

const DEADLINE_MS = 10_000;

/** What a host's own parser may have left on a request. */
export type ParsedRequest = IncomingMessage & { readonly body?: unknown; readonly rawBody?: unknown };

/** The body's bytes, at most `limit`; or what a parser that ran before us left of it. */
export async function readBody(request: ParsedRequest, limit: number): Promise<RequestBody> {
  if (!request.readableDidRead) return { kind: 'bytes', bytes: await readBytes(request, limit) };
  const kept = [request.rawBody, request.body].find((body) => body instanceof Uint8Array);
  return kept instanceof Uint8Array ? { kind: 'bytes', bytes: kept } : { kind: 'parsed', value: request.body };
}

function readBytes(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge(limit));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(
      () => end(() => reject(new BillingError('request_timeout', `The body took longer than ${DEADLINE_MS} ms.`))),
      DEADLINE_MS,
    );
    const onData = (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > limit) end(() => reject(tooLarge(limit)));
      else chunks.push(chunk);
    };
    const onEnd = () => end(() => resolve(Buffer.concat(chunks)));
    const onError = () => end(() => reject(new BillingError('invalid_request', 'The connection ended inside the body.')));
    function end(settle: () => void): void {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('error', onError).off('aborted', onError);
      request.resume();
      settle();
    }
    request.on('data', onData).on('end', onEnd).on('error', onError).on('aborted', onError);
  });
}

function tooLarge(limit: number): BillingError {
  const publicMessage = `The request body is larger than ${limit} bytes.`;
  return new BillingError('payload_too_large', publicMessage, { publicMessage });
}

import { BillingError } from '@plimsoll/contract';
import type { WebhookDelivery } from '../../provider.ts';
import type { KeyRing } from './webhook-keys.ts';

const TOLERANCE_SECONDS = 300;
// A header may list several; a flood of them must not cost much.
const MOST_SIGNATURES = 16;

/** What the signature covers beside the body. */
export interface SignedHeaders {
  readonly id: string;
  /** Unix seconds. */
  readonly timestamp: number;
}

/**
 * Proves that these very bytes come from Polar, and lately: HMAC-SHA256 over id, timestamp and body, in constant time.
 * `invalid_signature` when they do not.
 */
export async function verifyWebhook(delivery: WebhookDelivery, keys: KeyRing): Promise<SignedHeaders> {
  const id = delivery.header('webhook-id') ?? '';
  const timestamp = delivery.header('webhook-timestamp') ?? '';
  const signatures = readSignatures(delivery.header('webhook-signature') ?? '');
  if (id === '' || timestamp === '' || signatures.length === 0) throw invalid('a signature header is missing or empty');
  // Strict: a lenient parse would take `1700000000junk`, and what was signed is the text.
  if (!/^\d{1,12}$/.test(timestamp)) throw invalid('the timestamp is not a number of seconds');
  const age = delivery.now / 1000 - Number(timestamp);
  if (!(Math.abs(age) <= TOLERANCE_SECONDS)) throw invalid(`the timestamp is more than ${TOLERANCE_SECONDS} s away from this host's clock`);
  const content = signedContent(`${id}.${timestamp}.`, delivery.body);
  for (const key of await keys.read()) {
    for (const signature of signatures) {
      if (await crypto.subtle.verify('HMAC', key, signature, content)) return { id, timestamp: Number(timestamp) };
    }
  }
  throw invalid('no signature fits');
}

function readSignatures(header: string): Uint8Array<ArrayBuffer>[] {
  return header
    .split(' ', MOST_SIGNATURES)
    .filter((entry) => /^v1,[A-Za-z0-9+/]{43}=$/.test(entry))
    .map((entry) => Uint8Array.from(atob(entry.slice('v1,'.length)), (character) => character.charCodeAt(0)));
}

function signedContent(prefix: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(prefix);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  return content;
}

function invalid(reason: string): BillingError {
  return new BillingError('invalid_signature', `Webhook refused: ${reason}.`);
}

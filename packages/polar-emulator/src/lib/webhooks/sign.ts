import type { WebhookEndpoint } from '../entities/webhook.ts';

const SECRET_PREFIX = 'whsec_';

/** A secret of the present form: 32 random bytes in base64, after the prefix. */
export function createSecret(): string {
  return SECRET_PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(32)));
}

export interface Message {
  id: string;
  timestampSeconds: number;
  body: string;
}

/** The `webhook-signature` header. The key depends on the age of the endpoint's secret: base64 now, its plain text before. */
export async function signMessage(endpoint: WebhookEndpoint, { id, timestampSeconds, body }: Message): Promise<string> {
  const key = await crypto.subtle.importKey('raw', keyOf(endpoint), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signed = await crypto.subtle.sign('HMAC', key, encode(`${id}.${timestampSeconds}.${body}`));
  return `v1,${toBase64(new Uint8Array(signed))}`;
}

function keyOf(endpoint: WebhookEndpoint): Uint8Array<ArrayBuffer> {
  if (!endpoint.uses_standard_webhook_signature) return encode(endpoint.secret);
  const text = endpoint.secret.startsWith(SECRET_PREFIX) ? endpoint.secret.slice(SECRET_PREFIX.length) : endpoint.secret;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Whether a secret can be used the standard way: a prefix, then base64. */
export function isStandardSecret(secret: string): boolean {
  const tail = secret.slice(SECRET_PREFIX.length);
  return secret.startsWith(SECRET_PREFIX) && tail !== '' && tail.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(tail);
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

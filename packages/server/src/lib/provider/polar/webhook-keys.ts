import { BillingError } from '@plimsoll/contract';
import { withDeadline } from '../../deadline.ts';
import { systemRuntime } from '../../runtime/runtime.ts';

const PREFIX = 'whsec_';
// Polar waits ten seconds for an answer.
const DEADLINE_MS = 5_000;

type ReadSecrets = () => readonly string[] | Promise<readonly string[]>;

/** The keys of all present secrets. */
export interface KeyRing {
  read(): Promise<readonly CryptoKey[]>;
}

/**
 * Turns secrets into keys, once for each secret. Polar signs with the bytes that follow `whsec_` in base64, and for endpoints from
 * before September 2026 with the text of the whole secret; which of the two an endpoint uses cannot be seen from the secret.
 */
export function createKeyRing(readSecrets: ReadSecrets): KeyRing {
  let cached = new Map<string, Promise<CryptoKey[]>>();
  return {
    async read() {
      const error = () => new BillingError('internal', 'webhookSecrets() of polar() gave no secrets in time.');
      const secrets = await withDeadline(usableSecrets(readSecrets), { runtime: systemRuntime, ms: DEADLINE_MS, error });
      // Rebuilt from what is in use now, so that a secret that was rotated out is forgotten.
      cached = new Map(secrets.map((secret) => [secret, cached.get(secret) ?? importKeys(secret)]));
      return (await Promise.all(cached.values())).flat();
    },
  };
}

async function usableSecrets(readSecrets: ReadSecrets): Promise<string[]> {
  let secrets: unknown;
  try {
    secrets = await readSecrets();
  } catch {
    // What it threw may show a secret.
    throw new BillingError('internal', 'webhookSecrets() of polar() threw.');
  }
  const usable = Array.isArray(secrets) ? secrets.filter((secret) => typeof secret === 'string' && secret !== '') : [];
  if (usable.length === 0) throw new BillingError('internal', 'webhookSecrets() of polar() gave no secret, so no webhook can be verified.');
  return usable;
}

function importKeys(secret: string): Promise<CryptoKey[]> {
  const forms = [new TextEncoder().encode(secret), decodeRemainder(secret)].filter((bytes) => bytes !== null);
  return Promise.all(forms.map((bytes) => crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])));
}

function decodeRemainder(secret: string): Uint8Array<ArrayBuffer> | null {
  const remainder = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  if (remainder === '') return null;
  try {
    return Uint8Array.from(atob(remainder), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

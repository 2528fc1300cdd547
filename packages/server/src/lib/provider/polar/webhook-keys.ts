import { BillingError } from '@plimsoll/contract';

const PREFIX = 'whsec_';

/** The keys of all present secrets. */
export interface KeyRing {
  read(): Promise<readonly CryptoKey[]>;
}

/**
 * Turns secrets into keys, once for each secret. Polar signs with the bytes that follow `whsec_` in base64, and for endpoints from
 * before September 2026 with the text of the whole secret; which of the two an endpoint uses cannot be seen from the secret.
 */
export function createKeyRing(readSecrets: () => readonly string[]): KeyRing {
  let cached = new Map<string, Promise<CryptoKey[]>>();
  return {
    async read() {
      const secrets = usableSecrets(readSecrets);
      // Rebuilt from what is in use now, so that a secret that was rotated out is forgotten.
      cached = new Map(secrets.map((secret) => [secret, cached.get(secret) ?? importKeys(secret)]));
      return (await Promise.all(cached.values())).flat();
    },
  };
}

function usableSecrets(readSecrets: () => readonly string[]): string[] {
  let secrets: unknown;
  try {
    secrets = readSecrets();
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

import { createHmac } from 'node:crypto';
import { webhooks } from '@polar-sh/sdk/2026-10';
import { describe, expect, it, vi } from 'vitest';
import { verifyWebhook } from './verify-webhook.ts';
import { createKeyRing } from './webhook-keys.ts';

const REFUSED = { code: 'invalid_signature' };
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const TIMESTAMP = 1_614_265_330;
const BODY = '{"test": 2432232314}';
const STANDARD_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const STANDARD_SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

interface Given {
  id?: string | undefined;
  timestamp?: string | undefined;
  signature?: string | undefined;
  body?: Uint8Array;
  now?: number;
  secrets?: readonly string[];
}

function verify(given: Given = {}) {
  const headers: Record<string, string | undefined> = {
    'webhook-id': 'id' in given ? given.id : ID,
    'webhook-timestamp': 'timestamp' in given ? given.timestamp : String(TIMESTAMP),
    'webhook-signature': 'signature' in given ? given.signature : STANDARD_SIGNATURE,
  };
  const { body = new TextEncoder().encode(BODY), now = TIMESTAMP * 1000, secrets = [STANDARD_SECRET] } = given;
  return verifyWebhook(
    { header: (name) => headers[name], body, now },
    createKeyRing(() => secrets),
  );
}

function signWith(key: string | Buffer, { id = ID, timestamp = String(TIMESTAMP), body = BODY as string | Uint8Array } = {}): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

describe('a webhook signature', () => {
  it('fits for the vector of Standard Webhooks', async () => {
    expect(await verify()).toEqual({ id: ID, timestamp: TIMESTAMP });
  });

  it('fits for a key that is the text of the whole secret', async () => {
    const secret = 'whsec_old_endpoint_of_polar';
    expect(await verify({ secrets: [secret], signature: signWith(secret) })).toEqual({ id: ID, timestamp: TIMESTAMP });
    expect(await verify({ secrets: ['plain text'], signature: signWith('plain text') })).toEqual({ id: ID, timestamp: TIMESTAMP });
  });

  it('fits for any secret of the list, in any place, so that secrets can be rotated', async () => {
    expect(await verify({ secrets: ['whsec_bmV3', STANDARD_SECRET] })).toEqual({ id: ID, timestamp: TIMESTAMP });
    expect(await verify({ signature: `${signWith('other')} v1a,ed25519 ${STANDARD_SIGNATURE}` })).toEqual({ id: ID, timestamp: TIMESTAMP });
  });

  it('agrees with the SDK of Polar in what it believes', async () => {
    const body = new TextEncoder().encode('{"type":"order.paid","timestamp":"2026-11-20T10:00:00Z","data":{}}');
    const timestamp = String(Math.floor(Date.now() / 1000));
    const keys = [Buffer.from(STANDARD_SECRET.slice(6), 'base64'), STANDARD_SECRET, 'foreign'];
    for (const key of keys) {
      const signature = signWith(key, { timestamp, body });
      const ours = await verify({ timestamp, body, signature, now: Date.now() }).then(
        () => true,
        () => false,
      );
      const headers = { 'webhook-id': ID, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
      const theirs = await webhooks.validateEvent(body, headers, STANDARD_SECRET).then(
        () => true,
        () => false,
      );
      expect(ours).toBe(theirs);
      expect(ours).toBe(key !== 'foreign');
    }
  });

  it('tells two bodies apart that are no UTF-8 and would read the same', async () => {
    const [one, other] = [Uint8Array.from([0xff]), Uint8Array.from([0xfe])];
    const signature = signWith(Buffer.from(STANDARD_SECRET.slice(6), 'base64'), { body: one });
    await expect(verify({ body: one, signature })).resolves.toMatchObject({ id: ID });
    await expect(verify({ body: other, signature })).rejects.toMatchObject(REFUSED);
  });

  it.each([undefined, '', 'other'])('does not fit for the id %j', async (id) => {
    await expect(verify({ id })).rejects.toMatchObject(REFUSED);
  });

  it.each([
    undefined,
    '',
    ' ',
    'v1',
    'v1,',
    STANDARD_SIGNATURE.slice(3),
    STANDARD_SIGNATURE.replace('v1', 'v2'),
    `${STANDARD_SIGNATURE}x`,
    STANDARD_SIGNATURE.slice(0, -4),
  ])('does not fit when it is %j', async (signature) => {
    await expect(verify({ signature })).rejects.toMatchObject(REFUSED);
  });

  it.each([
    `${TIMESTAMP}junk`,
    ` ${TIMESTAMP}`,
    `+${TIMESTAMP}`,
    `${TIMESTAMP}.0`,
    '0x60377f32',
    '1.614265330e9',
    '9'.repeat(13),
    '',
    undefined,
  ])('does not fit for the time %j, however it was signed', async (timestamp) => {
    const key = Buffer.from(STANDARD_SECRET.slice(6), 'base64');
    const signature = signWith(key, { timestamp: timestamp ?? '' });
    await expect(verify({ timestamp, signature })).rejects.toMatchObject(REFUSED);
  });

  it.each([-301, 301])('does not fit %s s away', async (seconds) => {
    await expect(verify({ now: (TIMESTAMP + seconds) * 1000 })).rejects.toMatchObject(REFUSED);
  });

  it.each([-300, 300])('still fits %s s away', async (seconds) => {
    await expect(verify({ now: (TIMESTAMP + seconds) * 1000 })).resolves.toMatchObject({ id: ID });
  });

  it('is looked for among the first sixteen only', async () => {
    const junk = signWith('other');
    const list = (before: number) => [...Array.from({ length: before }, () => junk), STANDARD_SIGNATURE].join(' ');
    await expect(verify({ signature: list(15) })).resolves.toMatchObject({ id: ID });
    await expect(verify({ signature: list(16) })).rejects.toMatchObject(REFUSED);
    const started = performance.now();
    await expect(verify({ signature: list(100_000) })).rejects.toMatchObject(REFUSED);
    expect(performance.now() - started).toBeLessThan(250);
  });

  it('never fits for an empty key', async () => {
    const signature = signWith('');
    for (const secrets of [['whsec_'], ['whsec_===='], ['']])
      await expect(verify({ secrets, signature })).rejects.toMatchObject({ name: 'BillingError' });
  });
});

describe('a key ring', () => {
  it('forgets a secret that was rotated out', async () => {
    let secrets = [STANDARD_SECRET];
    const keys = createKeyRing(() => secrets);
    const delivery = {
      header: (name: string) =>
        ({ 'webhook-id': ID, 'webhook-timestamp': String(TIMESTAMP), 'webhook-signature': STANDARD_SIGNATURE })[name],
      body: new TextEncoder().encode(BODY),
      now: TIMESTAMP * 1000,
    };
    await expect(verifyWebhook(delivery, keys)).resolves.toMatchObject({ id: ID });
    secrets = ['whsec_bmV3'];
    await expect(verifyWebhook(delivery, keys)).rejects.toMatchObject(REFUSED);
  });

  it('waits for secrets that come from elsewhere, and verifies with those of this moment', async () => {
    let secrets = ['whsec_bmV3'];
    const keys = createKeyRing(async () => secrets);
    const before = await keys.read();
    secrets = [...secrets, STANDARD_SECRET];
    const after = await keys.read();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
  });

  it('does not wait for secrets for ever', async () => {
    vi.useFakeTimers();
    const reading = expect(createKeyRing(() => new Promise(() => {})).read()).rejects.toMatchObject({ code: 'internal' });
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    await reading;
  });

  it('makes each key once', async () => {
    const keys = createKeyRing(() => [STANDARD_SECRET]);
    expect((await keys.read())[0]).toBe((await keys.read())[0]);
  });

  it('says that there is no secret rather than that a signature is wrong, and shows none', async () => {
    const failing = createKeyRing(() => {
      throw new Error('cannot read whsec_leak');
    });
    await expect(createKeyRing(() => []).read()).rejects.toMatchObject({ code: 'internal' });
    const error: unknown = await failing.read().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'internal' });
    expect(`${error}${(error as Error).stack}`).not.toContain('whsec_leak');
    const refused: unknown = await createKeyRing(() => Promise.reject(new Error('cannot read whsec_leak')))
      .read()
      .catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 'internal' });
    expect(`${refused}${(refused as Error).stack}`).not.toContain('whsec_leak');
  });
});

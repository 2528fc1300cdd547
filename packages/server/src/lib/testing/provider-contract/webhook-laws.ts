import { beforeAll, expect, it } from 'vitest';
import type { ProviderEffect, ProviderEvent } from '../../provider.ts';
import { compareInstants } from '../../subscription/instant.ts';
import { deliver, type ProviderWorld, type RecordedWebhook, type Signing } from './provider-world.ts';
import { type BoundCustomer, subscribe } from './subscriber.ts';

const STALE_SECONDS = 301;
const REFUSED = { code: 'invalid_signature' };

/** What is delivered, what is believed, and what it means. */
export function webhookLaws(world: () => ProviderWorld): void {
  let customer: BoundCustomer;
  let delivered: readonly RecordedWebhook[];

  const parse = (webhook: RecordedWebhook, now = world().now()): Promise<ProviderEvent> =>
    world().provider.parseWebhook(deliver(webhook, now));

  beforeAll(async () => {
    await world().takeWebhooks();
    const { customerId, providerCustomerId } = await subscribe(world(), world().tiers[0]);
    customer = { customerId, providerCustomerId };
    delivered = await world().takeWebhooks();
  });

  const sample = (): RecordedWebhook => {
    const [first] = delivered;
    if (first === undefined) throw new Error('Nothing was delivered for a subscription that was bought.');
    return first;
  };

  function sign(signing: Partial<Signing> & Pick<Signing, 'body'>): Promise<RecordedWebhook> {
    const [secret = ''] = world().secretForms;
    return world().sign({ secret, id: world().uniqueId(), timestamp: Math.floor(world().now() / 1000), ...signing });
  }

  it('believes everything that was delivered, each under an id of its own', async () => {
    const events = await Promise.all(delivered.map((webhook) => parse(webhook)));
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const event of events) {
      expect(event).toMatchObject({ provider: world().provider.id, ...customer, type: expect.stringMatching(/./) });
      expect(Date.parse(event.occurredAt)).not.toBeNaN();
    }
  });

  it('hears of a bought tier, and hears what it would read', async () => {
    const { provider, tiers } = world();
    const events = await Promise.all(delivered.map((webhook) => parse(webhook)));
    const statements = events.flatMap(({ effect }) => statementsOf(effect));
    const newest = statements.toSorted((a, b) => compareInstants(a.modifiedAt, b.modifiedAt)).at(-1);
    expect(newest).toMatchObject({ ...customer, tier: tiers[0], status: 'active' });
    const read = await provider.readSubscription(newest?.id ?? '');
    expect(newest).toEqual({ ...read, scheduledTier: newest?.scheduledTier });
  });

  it('knows a retry by its id, and reads the same out of it', async () => {
    const first = await parse(sample());
    const again = await world().redeliver(sample());
    expect(await parse(again)).toEqual(first);
  });

  it('believes every form of secret that the provider signs with', async () => {
    for (const secret of world().secretForms) {
      const signed = await sign({ body: sample().body, secret, id: `of-${secret}` });
      expect(await parse(signed)).toMatchObject({ id: `of-${secret}`, ...customer });
    }
  });

  it('refuses a secret that it was never given', async () => {
    await expect(parse(await sign({ body: sample().body, secret: 'foreign' }))).rejects.toMatchObject(REFUSED);
  });

  it('refuses a body that was parsed and written again, or changed in one byte, or cut off', async () => {
    const text = new TextDecoder().decode(sample().body);
    const rewritten = new TextEncoder().encode(JSON.stringify(JSON.parse(text), null, 1));
    const flipped = sample().body.with(5, (sample().body[5] ?? 0) ^ 1);
    for (const body of [rewritten, flipped, sample().body.slice(0, -1), new Uint8Array()]) {
      await expect(parse({ ...sample(), body })).rejects.toMatchObject(REFUSED);
    }
  });

  it('refuses headers that are missing, empty, exchanged or strange', async () => {
    const { headers, body } = sample();
    for (const name of Object.keys(headers).filter((header) => /id$|timestamp$|signature$/.test(header))) {
      const { [name]: value, ...others } = headers;
      for (const strange of [undefined, '', `${value}0`, ' ', 'v1,', 'NaN', '-1', '1e9', '99999999999999']) {
        const changed = strange === undefined ? others : { ...others, [name]: strange };
        await expect(parse({ headers: changed, body })).rejects.toMatchObject(REFUSED);
      }
    }
  });

  it('refuses what is older or newer than five minutes, by the clock of the host', async () => {
    const now = world().now();
    for (const off of [STALE_SECONDS, -STALE_SECONDS]) {
      const signed = await sign({ body: sample().body, timestamp: Math.floor(now / 1000) });
      await expect(parse(signed, now + off * 1000)).rejects.toMatchObject(REFUSED);
    }
    const signed = await sign({ body: sample().body, timestamp: Math.floor(now / 1000) });
    for (const off of [-299, 299]) expect(await parse(signed, Math.floor(now / 1000) * 1000 + off * 1000)).toMatchObject(customer);
  });

  it('accepts signed nonsense as an event that means nothing', async () => {
    const bodies = [
      '',
      'null',
      '[]',
      '7',
      '{',
      '{}',
      '{"type":7}',
      '{"type":"not.invented.yet","data":{"id":"x"}}',
      '{"type":"order.paid","data":null}',
    ];
    for (const text of bodies) {
      const event = await parse(await sign({ body: new TextEncoder().encode(text), id: `nonsense-${text.length}` }));
      expect(event).toMatchObject({ id: `nonsense-${text.length}`, effect: { kind: 'none' }, customerId: null });
    }
    const notUtf8 = await parse(await sign({ body: Uint8Array.from([0x22, 0xff, 0xfe, 0x22]) }));
    expect(notUtf8.effect).toEqual({ kind: 'none' });
  });
}

function statementsOf(effect: ProviderEffect) {
  switch (effect.kind) {
    case 'subscription':
      return [effect.subscription];
    case 'customer':
      return effect.subscriptions;
    case 'order':
    case 'reread':
    case 'none':
      return [];
    default:
      return effect satisfies never;
  }
}

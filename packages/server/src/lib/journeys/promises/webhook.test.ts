import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oddText } from './any-id.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { PAID_TIERS, type PaidTier, PRODUCTS } from './promise-catalog.ts';
import { type Delivery, sign, subscriptionText } from './signed-delivery.ts';

const END = '2099-12-01T00:00:00Z';

/** What one statement says, and what it then is here. */
const statement = fc.record({
  tier: fc.constantFrom(...PAID_TIERS),
  status: fc.constantFrom('active', 'trialing', 'unpaid', 'paused'),
  cancels: fc.boolean(),
});

interface Spoken {
  readonly tier: PaidTier;
  readonly status: string;
  readonly cancels: boolean;
}

/** Later versions differ by a microsecond, as they may at the provider. */
function say(customerId: string, { tier, status, cancels }: Spoken, version: number): Delivery {
  const modified = `2026-11-20T10:00:00.${String(version).padStart(6, '0')}Z`;
  const ending = cancels ? { cancel_at_period_end: true, ends_at: END } : {};
  return sign(subscriptionText(customerId, { product_id: PRODUCTS[tier], status, modified_at: modified, ...ending }));
}

/** How a delivery may be tampered with, each so that the signature does not cover what comes. */
const forgeries: Record<string, (delivery: Delivery, at: number) => Delivery> = {
  'another byte': ({ headers, body }, at) => ({ headers, body: replaceAt(body, at % body.length) }),
  'a space more': ({ headers, body }) => ({ headers, body: `${body} ` }),
  'written anew': ({ headers, body }) => ({ headers, body: JSON.stringify(JSON.parse(body), null, 1) }),
  'another id': ({ headers, body }, at) => ({ headers: { ...headers, 'webhook-id': `msg_${at}` }, body }),
  // From its own time: the clock may have turned since it was signed.
  'another time': ({ headers, body }) => ({
    headers: { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1) },
    body,
  }),
  'a foreign key': ({ body }) => sign(body, { secret: 'whsec_Zm9yZWlnbi1rZXktb2Ytc29tZWJvZHktZWxzZQ==' }),
  'an old delivery': ({ body }, at) => sign(body, { at: Date.now() - 301_000 - at }),
  'one of tomorrow': ({ body }, at) => sign(body, { at: Date.now() + 302_000 + at }),
  'no signature': ({ headers, body }) => ({ headers: { ...headers, 'webhook-signature': '' }, body }),
  'no id': ({ headers, body }) => ({ headers: { ...headers, 'webhook-id': '' }, body }),
  'half a signature': ({ headers, body }) => ({
    headers: { ...headers, 'webhook-signature': headers['webhook-signature']?.slice(0, -4) ?? '' },
    body,
  }),
};

onEachStore('a webhook', (world) => {
  it('leaves the subscription as the newest statement has it, in any order and however often each comes', async () => {
    const cases = fc.array(statement, { minLength: 2, maxLength: 5 }).chain((statements) =>
      fc.record({
        odd: oddText,
        statements: fc.constant(statements),
        order: fc.shuffledSubarray([...statements.keys(), ...statements.keys()], { minLength: statements.length * 2 }),
        looks: fc.array(fc.boolean(), { minLength: statements.length * 2, maxLength: statements.length * 2 }),
      }),
    );
    await holds(cases, async ({ odd, statements, order, looks }) => {
      const { deliver, engine, fresh, settle } = world();
      const customerId = fresh(odd);
      const deliveries = statements.map((spoken, version) => say(customerId, spoken, version + 1));
      for (const [step, index] of order.entries()) {
        const delivery = deliveries[index];
        if (delivery !== undefined) expect((await deliver(delivery, engine(step))).status).toBe(202);
        if (looks[step]) await engine(step + 1).billing.tick();
      }
      await settle();
      const newest = statements.at(-1);
      const lives = newest?.status === 'active' || newest?.status === 'trialing';
      expect(await engine(1).state(customerId)).toMatchObject({
        customerId,
        tier: lives ? newest?.tier : 'free',
        subscription: { status: newest?.status, cancelAt: newest?.cancels ? new Date(END).toISOString() : null },
      });
    });
  });

  it('is taken when its signature covers the very bytes, whatever these are', async () => {
    const body = fc.oneof(
      fc.json(),
      fc.string({ unit: 'grapheme' }),
      oddText.map((odd) => subscriptionText(`x${odd}`, { product_id: PRODUCTS.pro })),
    );
    const noise = fc.array(fc.constantFrom('v1,aGVsbG8=', 'v1a,xyz', 'v2,AAAA', ''), { maxLength: 3 });
    await holds(
      fc.record({ body, noise, age: fc.integer({ min: -290_000, max: 290_000 }) }),
      async ({ body: text, noise: others, age }) => {
        const { deliver, engine, fresh } = world();
        const { headers, body: bytes } = sign(text, { id: fresh('msg'), at: Date.now() - age });
        const signature = [...others, headers['webhook-signature']].join(' ');
        expect((await deliver({ headers: { ...headers, 'webhook-signature': signature }, body: bytes }, engine(1))).status).toBe(202);
        await engine().billing.tick();
      },
    );
  });

  it.each(Object.entries(forgeries))('that is tampered with (%s) is refused, reported, and leaves no trace', async (_name, forge) => {
    await holds(fc.record({ odd: oddText, tier: fc.constantFrom(...PAID_TIERS), at: fc.nat(100_000) }), async ({ odd, tier, at }) => {
      const { deliver, engine, createEngine, fresh, store } = world();
      const customerId = fresh(odd);
      const engineOfNow = createEngine();
      // The first look at a customer asks the provider and writes down that it knows nobody.
      await engine().state(customerId);
      const before = { waiting: await store.inbox.summary(), state: await engine().state(customerId) };
      const forged = forge(say(customerId, { tier, status: 'active', cancels: false }, 1), at);
      expect((await deliver(forged, engineOfNow)).status).toBe(401);
      expect(engineOfNow.alerts).toMatchObject([{ code: 'webhook_signature_rejected', priority: 'immediate' }]);
      expect(engineOfNow.warnings.some(({ message }) => message.includes('security event'))).toBe(true);
      await engine().billing.tick();
      expect({ waiting: await store.inbox.summary(), state: await engine(1).state(customerId) }).toEqual(before);
    });
  });
});

function replaceAt(text: string, index: number): string {
  const other = text[index] === '0' ? '1' : '0';
  return `${text.slice(0, index)}${other}${text.slice(index + 1)}`;
}

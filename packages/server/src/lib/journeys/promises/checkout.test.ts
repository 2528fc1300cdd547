import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oddText } from './any-id.ts';
import { holds } from './holds.ts';
import { onEachStore } from './on-each-store.ts';
import { PACK, PAID_TIERS, PRODUCTS } from './promise-catalog.ts';

const path = fc.constantFrom('/', '/billing?tab=plans', '/done/{CHECKOUT_ID}', '/r%C3%A9sum%C3%A9?x=1&y=2#top');
const item = fc.oneof(
  fc.constantFrom(...PAID_TIERS).map((tier) => ({ order: { tier }, product: PRODUCTS[tier] as string })),
  fc.constant({ order: { pack: 'ten' }, product: PACK }),
);

onEachStore('a checkout', (world) => {
  it("carries the customer's own id, what is bought and where the buyer returns to", async () => {
    await holds(fc.record({ odd: oddText, item, success: path, back: path }), async ({ odd, item: { order, product }, success, back }) => {
      const { emulator, engine, fresh } = world();
      const customerId = fresh(odd);
      const answer = await engine().call({ customerId }, '/checkout', { ...order, successUrl: success, returnUrl: back });
      expect(answer).toMatchObject({ status: 200 });
      const sent = emulator.requests().findLast(({ method, path: target }) => method === 'POST' && target.startsWith('/v1/checkouts'));
      expect(sent?.body).toMatchObject({ external_customer_id: customerId, products: [product] });
      const urls = sent?.body as { success_url: string; return_url: string };
      expect(decodeURI(urls.success_url)).toBe(decodeURI(`https://app.acme.example${success}`));
      expect(decodeURI(urls.return_url)).toBe(decodeURI(`https://app.acme.example${back}`));
    });
  });
});

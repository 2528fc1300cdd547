import type { MockBackend } from './mock-backend.ts';
import { earlierProductsOf } from './polar-seed.ts';

/** Buys what an earlier version of a tier was sold as: at Polar, since the application does not sell it any more. */
export async function buyEarlier(
  { catalog, emulator, pay, call, settled }: MockBackend,
  { tier, version }: { readonly tier: string; readonly version: string },
): Promise<void> {
  const product = earlierProductsOf(catalog)[tier]?.[version];
  const { customerId } = await call('GET /state', {});
  const headers = { authorization: `Bearer ${emulator.accessToken}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ products: [product], external_customer_id: customerId, customer_email: 'owner@acme.example' });
  const answer = await emulator.fetch(new Request('https://polar.emulator.test/v1/checkouts/', { method: 'POST', headers, body }));
  const checkout: { readonly id: string } = await answer.json();
  await pay(checkout.id);
  await settled();
  await call('GET /state', { sync: '1' });
}

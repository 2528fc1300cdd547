import type { MockBackend } from './mock-backend.ts';

/** Buys a pack: checkout, payment and return. @throws TypeError when the catalog sells none */
export async function buyPack({ catalog, call, pay, settled }: MockBackend, which: 'smallest' | 'largest'): Promise<void> {
  const packs = Object.keys(catalog.packs);
  const pack = which === 'smallest' ? packs[0] : packs.at(-1);
  if (pack === undefined) throw new TypeError('This scenario needs a pack, and the catalog has none.');
  const { checkoutId } = await call('POST /checkout', { pack, successUrl: '/', returnUrl: '/' });
  await pay(checkoutId);
  await settled();
  await call('POST /checkout/sync', { checkoutId });
}

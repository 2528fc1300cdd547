import { expect, test } from 'vitest';
import { PRO, shopSeed, TEAM, TRIAL } from '../../../fixtures/shop-seed.ts';
import { startEmulator } from '../../../fixtures/start-emulator.ts';

const form = (fields: Record<string, string> = {}) => ({ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' as const });
const NASTY = '"><script>alert(1)</script>';

async function openPage(
  product: string,
  customer: Record<string, string> = { external_customer_id: 'acme', customer_email: 'owner@acme.example' },
) {
  const shop = await startEmulator();
  const urls = { success_url: 'https://app.example/done', return_url: 'https://app.example/plans' };
  const checkout = await shop.polar.checkouts.create({ products: [product], ...urls, ...customer });
  return { ...shop, checkout, page: await (await fetch(checkout.url)).text() };
}

test('the checkout page says what is bought, what is due and that no money moves', async () => {
  await using shop = await openPage(PRO);
  expect(shop.page).toContain('no real money moves');
  expect(shop.page).toMatch(/<h1[^>]*>Pro<\/h1>/);
  expect(shop.page).toContain('Pay $10.00');
  expect(shop.page).toContain('$0.005 for each unit');
  expect(shop.page).toContain('Decline the card');
  expect(shop.page).toContain('href="https://app.example/plans"');
  expect(shop.page).not.toMatch(/<script|src=|url\(/);
});

test('Pay goes to the success page with a portal token, and a second time says that it is done', async () => {
  await using shop = await openPage(PRO);
  const answer = await fetch(`${shop.checkout.url}/pay`, form());
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toMatch(/^https:\/\/app\.example\/done\?customer_session_token=polar_cst_/);
  expect((await fetch(shop.checkout.url)).status).toBe(410);
});

test('a declined card says so and leaves the page open for another try', async () => {
  await using shop = await openPage(PRO);
  const declined = await fetch(`${shop.checkout.url}/decline`, { method: 'POST' });
  expect(declined.url).toBe(`${shop.checkout.url}?declined`);
  expect(await declined.text()).toMatch(/role="alert">The card was declined/);
  expect((await shop.polar.checkouts.get(shop.checkout.id)).status).toBe('open');
  shop.emulator.failNextPayment('acme');
  const refused = await fetch(`${shop.checkout.url}/pay`, form());
  expect(refused.headers.get('location')).toMatch(/\?declined$/);
  const paid = await fetch(`${shop.checkout.url}/pay`, form());
  expect(paid.headers.get('location')).toContain('app.example');
});

test('a buyer who is not known is asked for an e-mail address', async () => {
  await using shop = await openPage(TRIAL, {});
  expect(shop.page).toContain('<label for="email">E-mail</label>');
  expect(shop.page).toContain('Start the free trial');
  await fetch(`${shop.checkout.url}/pay`, form({ email: 'new@acme.example' }));
  expect((await shop.polar.customers.list({})).items).toMatchObject([{ email: 'new@acme.example', external_id: null }]);
});

test('a second subscription is refused on the page', async () => {
  await using shop = await openPage(PRO);
  await fetch(`${shop.checkout.url}/pay`, form());
  const second = await shop.polar.checkouts.create({ products: [TEAM], external_customer_id: 'acme' });
  const answer = await fetch(`${second.url}/pay`, form());
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('You already have an active subscription');
});

test('the buyer may choose among several products', async () => {
  await using shop = await openPage(PRO);
  const both = await shop.polar.checkouts.create({
    products: [PRO, TEAM],
    external_customer_id: 'acme',
    customer_email: 'owner@acme.example',
  });
  expect(await (await fetch(both.url)).text()).toContain('type="radio"');
  await fetch(`${both.url}/pay`, form({ product_id: TEAM }));
  expect((await shop.polar.subscriptions.list({})).items).toMatchObject([{ product_id: TEAM }]);
});

test('the portal cancels and resumes the subscription of its own customer only', async () => {
  await using shop = await openPage(PRO);
  await fetch(`${shop.checkout.url}/pay`, form());
  const [subscription] = (await shop.polar.subscriptions.list({})).items;
  const session = await shop.polar.customerSessions.create({ external_customer_id: 'acme', return_url: 'https://app.example/billing' });
  const page = await (await fetch(session.customer_portal_url)).text();
  expect(page).toContain('href="https://app.example/billing"');
  expect(page).toContain('LOCAL-0001');
  const fields = { token: session.token, subscription_id: subscription?.id ?? '' };
  expect((await fetch(`${shop.emulator.url}/portal/cancel`, form(fields))).status).toBe(303);
  expect(await (await fetch(session.customer_portal_url)).text()).toContain('>Resume</button>');
  expect((await fetch(`${shop.emulator.url}/portal/resume`, form(fields))).status).toBe(303);
  await shop.polar.customers.create({ email: 'other@acme.example', external_id: 'other' });
  const other = await shop.polar.customerSessions.create({ external_customer_id: 'other' });
  expect((await fetch(`${shop.emulator.url}/portal/cancel`, form({ ...fields, token: other.token }))).status).toBe(404);
  await shop.emulator.clock.advance(3_601_000);
  expect((await fetch(session.customer_portal_url)).status).toBe(401);
});

test('nothing that a user wrote becomes markup, and no link leaves the web', async () => {
  const seed = { ...shopSeed, products: shopSeed.products.map((product) => ({ ...product, name: NASTY, description: NASTY })) };
  await using shop = await startEmulator({ seed });
  await shop.polar.customers.create({ email: 'owner@acme.example', external_id: 'acme', name: NASTY });
  const checkout = await shop.polar.checkouts.create({
    products: [PRO],
    external_customer_id: 'acme',
    return_url: `https://app.example/?${encodeURI(NASTY)}`,
  });
  const pages = [checkout.url, `${checkout.url}?theme=${encodeURIComponent(NASTY)}`, shop.emulator.url];
  await fetch(`${checkout.url}/decline`, form());
  await shop.emulator.pay(checkout.id);
  pages.push((await shop.polar.customerSessions.create({ external_customer_id: 'acme' })).customer_portal_url);
  for (const url of pages) {
    const answer = await fetch(url);
    expect(await answer.text()).not.toContain('<script');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
  const script = shop.polar.checkouts.create({ products: [PRO], return_url: 'javascript:alert(1)' });
  await expect(script).rejects.toMatchObject({ statusCode: 422 });
});

test('the front page moves the clock by a month of virtual time', async () => {
  await using shop = await startEmulator();
  const page = await (await fetch(shop.emulator.url)).text();
  expect(page).toContain('+1 month');
  const before = shop.emulator.clock.now().getTime();
  expect((await fetch(`${shop.emulator.url}/_emulator/clock`, form({ advance: 'month' }))).status).toBe(303);
  expect(shop.emulator.clock.now().getTime() - before).toBeGreaterThanOrEqual(28 * 86_400_000);
});

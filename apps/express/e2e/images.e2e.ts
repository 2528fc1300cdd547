import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { askPolar, listOrders } from './people.ts';
import { openSample } from './sample-world.ts';

const person = 'owner@globex.example';

async function draw(page: Page, prompt: string): Promise<void> {
  await page.getByLabel('What to draw').fill(prompt);
  await page.getByRole('button', { name: /^Draw it/ }).click();
  await page.getByRole('list', { name: 'Your images' }).getByText(prompt, { exact: true }).waitFor();
}

const seesCredits = (page: Page, count: number) =>
  page
    .getByRole('banner')
    .getByText(new RegExp(`^${count} (image|credit)`))
    .waitFor({ timeout: 10_000 });

it('everybody begins with a few images, buys more when they end, and pays for none that could not be drawn', async () => {
  await using sample = await openSample();
  const page = await sample.signIn(person, { path: '/images', sees: 'New image' });
  await seesCredits(page, 3);
  for (const prompt of ['A pilot', 'A lighthouse', 'A buoy']) await draw(page, prompt);
  await seesCredits(page, 0);
  expect(await page.getByRole('button', { name: /^Draw it/ }).isDisabled()).toBe(true);

  await page.getByRole('link', { name: 'Credits' }).click();
  await page.getByRole('region', { name: 'Prepaid packs' }).getByRole('button', { name: 'Buy Small pack for $5' }).click();
  await page.waitForURL(/\/checkout\//);
  await sample.restart('SIGKILL');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.getByRole('link', { name: 'Images' }).first().click();
  await seesCredits(page, 20);

  await draw(page, 'A pilot at night');
  await seesCredits(page, 19);
  await page.getByRole('switch', { name: 'Fail this one' }).click();
  await draw(page, 'A storm');
  await page.getByText('Could not be drawn').waitFor();
  await seesCredits(page, 19);

  const polar = sample.polar('images');
  const order = polar.webhooks.deliveries().find(({ type }) => type === 'order.paid');
  for (let count = 0; count < 10; count += 1) polar.webhooks.redeliver(order?.eventId ?? '');
  await polar.webhooks.settled();
  await page.reload();
  await seesCredits(page, 19);
});

it('money that goes back takes back the images that are left', async () => {
  await using sample = await openSample();
  const page = await sample.signIn(person, { path: '/images/billing', sees: 'Buy credits' });
  await page.getByRole('button', { name: 'Buy Large pack for $20' }).click();
  await page.waitForURL(/\/checkout\//);
  await page.getByRole('button', { name: /^Pay/ }).click();
  await seesCredits(page, 103);
  await page.goto(`${sample.url}/images/billing`);
  await page.getByText('$20', { exact: true }).first().waitFor();

  const polar = sample.polar('images');
  const [order] = await listOrders(polar);
  await askPolar(polar, '/refunds/', { order_id: order?.id, reason: 'customer_request', amount: 1000 });
  await seesCredits(page, 53);
});

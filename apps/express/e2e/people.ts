import type { ListeningPolarEmulator } from '@plimsoll/polar-emulator/node';
import type { Page } from 'playwright';

/** What people do with the sample, by what they see. */
export async function writeJobDescription(page: Page, title: string): Promise<void> {
  await page.getByLabel('Job title').fill(title);
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.getByRole('list', { name: 'Written job descriptions' }).getByText(title, { exact: true }).waitFor();
}

/** Tries one more than the plan has, and gives the prompt that appears instead. */
export async function meetLimit(page: Page, title: string) {
  await page.getByLabel('Job title').fill(title);
  await page.getByRole('button', { name: 'Write it' }).click();
  const prompt = page.getByRole('dialog', { name: 'Limit reached' });
  await prompt.waitFor();
  return prompt;
}

/** Units of a meter as the page says them: "4 of 10". */
export async function readMeter(page: Page, name: string): Promise<{ used: number; granted: number }> {
  const meter = page.getByRole('meter', { name });
  return { used: Number(await meter.getAttribute('aria-valuenow')), granted: Number(await meter.getAttribute('aria-valuemax')) };
}

/** Goes through the hosted checkout page, which is another site, and comes back. */
export async function pay(page: Page, bought = 'Pro'): Promise<void> {
  await page.waitForURL(/\/checkout\//);
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.getByRole('heading', { name: `${bought} is active` }).waitFor();
}

/** An order as Polar lists it. */
interface Order {
  readonly id: string;
  readonly billing_reason: string;
  readonly total_amount: number;
}

/** Asks a local Polar as its own dashboard would. */
export async function askPolar<T>(polar: ListeningPolarEmulator, path: string, body?: unknown): Promise<T> {
  const headers = { authorization: `Bearer ${polar.accessToken}`, 'content-type': 'application/json' };
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${polar.url}/v1${path}`, init);
  if (!answer.ok) throw new Error(`Polar answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Everything that was paid there. */
export async function listOrders(polar: ListeningPolarEmulator): Promise<readonly Order[]> {
  return (await askPolar<{ items: Order[] }>(polar, '/orders/?limit=100')).items;
}

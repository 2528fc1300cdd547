import { expect, vi } from 'vitest';
import { meetLimit, pay, readMeter, writeJobDescription } from './people.ts';
import { openSample } from './sample-world.ts';

interface Walk {
  /** Where billing lives; a file when it is not said. */
  readonly storeUrl?: string;
  /** How the server is ended twice on the way. */
  readonly signal: 'SIGTERM' | 'SIGKILL' | null;
}

/** An owner uses up the free plan, meets the limit, pays, and goes on with what was refused. */
export async function walkToPaidPlan({ signal, ...place }: Walk): Promise<void> {
  await using sample = await openSample(place);
  const page = await sample.signIn('owner@acme.example');
  for (let count = 1; count <= 6; count += 1) await writeJobDescription(page, `Pilot ${count}`);
  if (signal !== null) {
    await sample.restart(signal);
    await page.reload();
    await vi.waitFor(async () => expect(await readMeter(page, 'Job descriptions')).toEqual({ used: 6, granted: 10 }), 5000);
  }
  for (let count = 7; count <= 10; count += 1) await writeJobDescription(page, `Pilot ${count}`);
  const prompt = await meetLimit(page, 'Harbour master');
  await prompt.getByRole('button', { name: 'Upgrade to Pro for $49 a month' }).click();
  await page.waitForURL(/\/checkout\//);
  if (signal !== null) await sample.restart(signal);
  await pay(page);
  expect(page.url()).not.toContain('customer_session_token');
  await page.getByRole('button', { name: 'Continue' }).click();
  await writeJobDescription(page, 'Harbour master');
  await vi.waitFor(async () => expect(await readMeter(page, 'Job descriptions')).toEqual({ used: 1, granted: 50 }), 5000);
  await vi.waitFor(() => expect(sample.polar().events()).toHaveLength(11), 5000);
}

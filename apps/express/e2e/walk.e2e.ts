import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { meetLimit, readMeter, writeJobDescription } from './people.ts';
import { openSample } from './sample-world.ts';
import { walkToPaidPlan } from './walk-to-paid-plan.ts';

const owner = 'owner@acme.example';

describe('the walk from a free plan to a paid one', () => {
  it.each([
    ['without a pause', null],
    ['while the server is restarted in the middle', 'SIGTERM'],
    ['while the server is killed in the middle', 'SIGKILL'],
  ] as const)('%s', (_name, signal) => walkToPaidPlan({ signal }));
});

describe('one organisation, many eyes', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  beforeAll(async () => {
    sample = await openSample();
  });
  afterAll(() => sample[Symbol.asyncDispose]());

  it('two users in two browsers share one balance, live, and can never pass it', async () => {
    const [first, second] = await Promise.all([sample.signIn(owner), sample.signIn('recruiter@acme.example')]);
    const work = [first, second].map(async (page, index) => {
      for (let count = 1; count <= 5; count += 1) await writeJobDescription(page, `Deckhand ${index}-${count}`);
    });
    await Promise.all(work);
    for (const page of [first, second]) {
      await vi.waitFor(async () => expect(await readMeter(page, 'Job descriptions')).toEqual({ used: 10, granted: 10 }), 5000);
      await meetLimit(page, 'One too many');
    }
    // Only an owner may buy; the recruiter is told whom to ask.
    expect(
      await second
        .getByRole('dialog')
        .getByRole('button', { name: /Upgrade/ })
        .count(),
    ).toBe(0);
  });

  it('another organisation has its own balance', async () => {
    const page = await sample.signIn('owner@globex.example');
    expect(await readMeter(page, 'Job descriptions')).toEqual({ used: 0, granted: 10 });
  });

  it('says so when the card is declined, and lets people go back', async () => {
    const page = await sample.signIn('owner@globex.example');
    await page.getByRole('link', { name: 'Billing' }).click();
    await page.getByRole('button', { name: /Upgrade to Pro|Choose Pro|Get Pro/ }).click();
    await page.waitForURL(/\/checkout\//);
    await page.getByRole('button', { name: 'Decline the card' }).click();
    await page
      .getByText(/declined/i)
      .first()
      .waitFor();
    await page
      .getByRole('link', { name: /Go back/ })
      .or(page.getByRole('button', { name: /Go back/ }))
      .click();
    await page.waitForURL(/\/billing/);
  });
});

it('shows a notice while Polar is away, gives newcomers the free plan, and recovers by itself', async () => {
  await using sample = await openSample();
  const page = await sample.signIn(owner);
  await writeJobDescription(page, 'Pilot');
  await sample.stopPolar();
  await page.getByText(/Live billing data is unavailable/i).waitFor();
  await writeJobDescription(page, 'Lighthouse keeper');
  const newcomer = await sample.signIn('owner@globex.example');
  expect(await readMeter(newcomer, 'Job descriptions')).toEqual({ used: 0, granted: 10 });
  await sample.startPolar();
  await page.getByText(/Live billing data is unavailable/i).waitFor({ state: 'detached' });
  await vi.waitFor(() => expect(sample.polar().events()).toHaveLength(2), 8000);
});

it.each(['light', 'dark'] as const)('fits 320 px in %s', async (colorScheme) => {
  await using sample = await openSample();
  const page = await sample.signIn(owner, { viewport: { width: 320, height: 700 }, colorScheme });
  for (const path of ['/', '/billing']) {
    await page.goto(`${sample.url}${path}`);
    await page.getByRole('banner').getByText('Free').waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});

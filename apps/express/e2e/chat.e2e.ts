import type { Page } from 'playwright';
import { describe, expect, it, vi } from 'vitest';
import { listOrders, pay, readMeter } from './people.ts';
import { openSample } from './sample-world.ts';

const person = 'owner@acme.example';
const DAY_MS = 86_400_000;

type Sample = Awaited<ReturnType<typeof openSample>>;

const openChat = (sample: Sample) => sample.signIn(person, { path: '/chat', sees: 'Tokens' });

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Question').fill(question);
  await page.getByRole('button', { name: 'Ask' }).click();
}

/** Asks, waits for the end of the answer, and gives how many tokens it says it took. */
async function askToTheEnd(page: Page, question: string): Promise<number> {
  await ask(page, question);
  const turn = page.getByRole('list', { name: 'Conversation' }).getByRole('listitem').filter({ hasText: question }).first();
  const said = await turn.getByText(/^[\d,]+ tokens$/).textContent({ timeout: 30_000 });
  return Number(said?.replaceAll(/\D/g, ''));
}

async function buy(page: Page, plan: string): Promise<void> {
  await page.getByRole('link', { name: 'Plan and usage' }).click();
  await page.getByRole('button', { name: new RegExp(`(Upgrade to|Choose|Get) ${plan}`) }).click();
  await pay(page, plan);
}

describe('a conversation', () => {
  it('counts what was said, stops politely in the middle when the balance ends, and goes on after an upgrade', async () => {
    await using sample = await openSample();
    const page = await openChat(sample);
    let told = await askToTheEnd(page, 'Say 100 words of ships');
    expect(told).toBe(105);
    // A restart in the middle of the day forgets nothing.
    await sample.restart('SIGKILL');
    await page.reload();
    for (let count = 1; count <= 4; count += 1) told += await askToTheEnd(page, `Say 20000 words, part ${count}`);
    await vi.waitFor(async () => expect((await readMeter(page, 'Tokens')).used).toBe(told), 5000);

    const last = await askToTheEnd(page, 'Say 20000 words at last');
    expect(told + last).toBeGreaterThan(100_000 - 20);
    expect(told + last).toBeLessThanOrEqual(100_000);
    await page.getByText('your tokens are used up').waitFor();
    await ask(
      page,
      'Say much more than there is room for, in at least twenty words, so that not even the question itself can be taken by what is left',
    );
    await page
      .getByRole('dialog', { name: 'Limit reached' })
      .getByRole('button', { name: /Upgrade to Pro/ })
      .click();
    await pay(page, 'Pro');
    await page.getByRole('link', { name: 'Conversation' }).click();
    expect(await askToTheEnd(page, 'Say 40 words')).toBe(43);
  });

  it('that its reader leaves counts what was said until then, and nothing twice', async () => {
    await using sample = await openSample();
    const page = await openChat(sample);
    await ask(page, 'Say 20000 words of a voyage');
    await page.getByRole('list', { name: 'Conversation' }).getByText('harbour').first().waitFor();
    await page.goto(`${sample.url}/chat/billing`);
    await vi.waitFor(async () => {
      const { used } = await readMeter(page, 'Tokens');
      expect(used).toBeGreaterThan(20);
      expect(used).toBeLessThan(20_000);
    }, 10_000);
    const events = () =>
      sample
        .polar('chat')
        .events()
        .filter(({ name }) => name === 'tokens');
    await vi.waitFor(() => expect(events()).toHaveLength(1), 5000);
    expect(events()[0]?.metadata).toMatchObject({ units: (await readMeter(page, 'Tokens')).used, billable_units: 0 });
  });
});

describe('what is past the allowance', () => {
  it('is shown as money as it grows, and is the same on the invoice; the next month begins at nothing', async () => {
    await using sample = await openSample();
    const page = await openChat(sample);
    await buy(page, 'Team');
    await page.getByRole('link', { name: 'Conversation' }).click();
    const told = await askToTheEnd(page, 'Say 12340 words');
    await page.getByText('$0.12').first().waitFor();
    const polar = sample.polar('chat');
    await vi.waitFor(
      () => expect(polar.events().reduce((sum, { metadata }) => sum + Number(metadata['billable_units']), 0)).toBe(told),
      5000,
    );

    await polar.clock.advance(31 * DAY_MS);
    const renewal = (await listOrders(polar)).find(({ billing_reason: reason }) => reason === 'subscription_cycle');
    // $50 for the month to come and a cent for each thousand tokens of the one that is over.
    expect(renewal?.total_amount).toBe(5000 + Math.round(told / 1000));
    await sample.restart('SIGTERM', { aheadMs: 31 * DAY_MS });
    await page.reload();
    await vi.waitFor(async () => expect((await readMeter(page, 'Tokens')).used).toBe(0), 10_000);
  });
});

describe('a renewal that is not paid', () => {
  it('is said, keeps what was bought for a while, and is over when the card works again', async () => {
    await using sample = await openSample();
    const page = await openChat(sample);
    await buy(page, 'Pro');
    const polar = sample.polar('chat');
    polar.failNextPayment(person);
    await polar.clock.advance(31 * DAY_MS);
    await polar.webhooks.settled();
    await page.goto(`${sample.url}/chat`);
    await page
      .getByText(/payment/i)
      .first()
      .waitFor();
    await page.getByRole('banner').getByText('Pro').waitFor();
    await polar.clock.advance(7 * DAY_MS);
    await polar.webhooks.settled();
    await page
      .getByText(/payment failed|last payment/i)
      .first()
      .waitFor({ state: 'detached' });
  });
});

it('a day ends, and the messages of the next one are counted anew', async () => {
  await using sample = await openSample();
  const page = await openChat(sample);
  await askToTheEnd(page, 'Say 20 words');
  await page.goto(`${sample.url}/chat/billing`);
  await vi.waitFor(async () => expect(await readMeter(page, 'Messages')).toEqual({ used: 1, granted: 100 }), 5000);
  await sample.restart('SIGTERM', { aheadMs: DAY_MS });
  await page.reload();
  await vi.waitFor(async () => expect(await readMeter(page, 'Messages')).toEqual({ used: 0, granted: 100 }), 5000);
});

import { PricingTable } from '@plimsoll/react';
import { Heading } from '@radix-ui/themes';
import { expect, screen, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findDialog } from '../find-dialog.ts';
import { press } from '../press.ts';
import { Dashboard } from './dashboard.tsx';
import './patience.ts';

const meta = preview.meta({ title: 'Journeys/Upgrade', component: Dashboard, parameters: { billing: { scenario: 'fresh' } } });

/** Uses up the free plan, is stopped, puts the prompt away and sees it again, tries a card that is declined, pays, and goes on: by the keyboard alone. */
export const SpendBlockedUpgradePayContinue = meta.story({
  name: 'Spend, blocked, upgrade, pay, continue',
  play: async ({ canvas, step, loaded }) => {
    const meterReads = async (sentence: RegExp) => {
      const meter = await canvas.findByRole('meter', { name: 'Job descriptions' });
      await waitFor(() => expect(meter.getAttribute('aria-valuetext')).toMatch(sentence));
    };

    await step('The free plan is nearly used up', async () => {
      await loaded['backend'].spend('job_descriptions', 9);
      await meterReads(/^9 of 10/);
    });
    await step('The warning is put away, and the focus stays on the page', async () => {
      await press(await canvas.findByRole('button', { name: 'Dismiss' }));
      await waitFor(() => expect(canvas.getByRole('region', { name: 'Openings' })).toHaveFocus());
    });
    await step('The last unit works', async () => {
      await press(canvas.getByRole('button', { name: 'Write a job description' }));
      await expect(await canvas.findByText('1 written')).toBeVisible();
      await meterReads(/^10 of 10/);
    });
    await step('The next one is stopped by a prompt', async () => {
      await press(canvas.getByRole('button', { name: 'Write a job description' }));
      await findDialog('Limit reached');
      await expect(canvas.getByText('1 written')).toBeInTheDocument();
    });
    await step('Put away, it gives the focus back to the work', async () => {
      await press(screen.getByRole('button', { name: 'Close' }));
      const work = canvas.getByRole('button', { name: 'Write a job description' });
      await waitFor(() => expect(work).toHaveFocus());
      await press(work);
      await findDialog('Limit reached');
    });
    await step('The upgrade leads to the checkout, where a card is declined', async () => {
      await press(screen.getByRole('button', { name: 'Upgrade to Pro for $49 a month' }));
      await expect(await canvas.findByRole('heading', { name: 'Pro' })).toBeVisible();
      await press(await canvas.findByRole('button', { name: 'Decline' }));
      await expect(await canvas.findByRole('alert')).toHaveTextContent('The card was declined');
    });
    await step('Another card pays', async () => {
      await press(canvas.getByRole('button', { name: 'Pay' }));
      await expect(await canvas.findByText('Pro is active')).toBeVisible();
    });
    await step('The work goes on, and nothing that was used is lost', async () => {
      await press(canvas.getByRole('button', { name: 'Continue' }));
      await press(await canvas.findByRole('button', { name: 'Write a job description' }));
      await expect(await canvas.findByText('1 written')).toBeVisible();
      await expect(screen.queryByRole('dialog')).toBeNull();
      await expect(await canvas.findByText('Active')).toBeVisible();
    });
    await step('The meter counts against the larger plan', async () => {
      await meterReads(/^1 of 50/);
    });
  },
});

/** Comes for the first time, compares the plans and buys one. */
export const FirstVisitUpgrade = meta.story({
  name: 'First visit, upgrade',
  render: () => (
    <Dashboard>
      <Heading as="h2" size="4">
        Plans
      </Heading>
      <PricingTable recommended="pro" />
    </Dashboard>
  ),
  play: async ({ canvas, step }) => {
    await step('Nothing was bought yet', async () => {
      await expect(await canvas.findByRole('button', { name: 'Current plan' })).toBeDisabled();
      await expect(await canvas.findByText('No subscription')).toBeVisible();
    });
    await step('The plan leads to the checkout, and the checkout back', async () => {
      await press(canvas.getByRole('button', { name: 'Upgrade to Pro' }));
      await press(await canvas.findByRole('button', { name: 'Pay' }));
      await expect(await canvas.findByText('Pro is active')).toBeVisible();
      await press(canvas.getByRole('button', { name: 'Continue' }));
    });
    await step('The plan is the current one, with all that it gives', async () => {
      await expect(await canvas.findByRole('button', { name: 'Switch to Free' })).toBeEnabled();
      await expect(await canvas.findByText('Active')).toBeVisible();
      const meter = await canvas.findByRole('meter', { name: 'Job descriptions' });
      await waitFor(() => expect(meter.getAttribute('aria-valuetext')).toMatch(/^0 of 50/));
    });
  },
});

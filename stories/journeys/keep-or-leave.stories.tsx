import { PricingTable, SubscriptionStatus } from '@plimsoll/react';
import { Heading } from '@radix-ui/themes';
import { expect, screen, userEvent, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findDialog } from '../find-dialog.ts';
import { press } from '../press.ts';
import { Dashboard } from './dashboard.tsx';
import './patience.ts';

/** The billing page of the same tool. */
function BillingPage() {
  return (
    <Dashboard>
      <Heading as="h2" size="4">
        Billing
      </Heading>
      <SubscriptionStatus />
      <PricingTable recommended="pro" />
    </Dashboard>
  );
}

const meta = preview.meta({ title: 'Journeys/Keep or leave', component: BillingPage, parameters: { billing: { scenario: 'healthy' } } });

/** Cancels with a reason, sees what is lost and when, and takes it back. */
export const CancelUndo = meta.story({
  name: 'Cancel, undo',
  play: async ({ canvas, step }) => {
    const billing = within(await canvas.findByRole('region', { name: 'Subscription' }));
    await step('The dialog says what is lost and on which day', async () => {
      await press(await billing.findByRole('button', { name: 'Cancel subscription' }));
      const dialog = within(await findDialog('Cancel Pro?'));
      const losses = within(dialog.getByRole('region', { name: /^What you lose on / }));
      await expect(losses.getByText('10 job descriptions a month instead of 50')).toBeVisible();
      await expect(losses.getByText('Shared templates: no longer included')).toBeVisible();
    });
    await step('Escape changes nothing and gives the focus back', async () => {
      await userEvent.keyboard('{Escape}');
      await waitFor(() => expect(billing.getByRole('button', { name: 'Cancel subscription' })).toHaveFocus());
    });
    await step('With a reason it is cancelled, and the way back has the focus', async () => {
      await userEvent.keyboard('{Enter}');
      const dialog = within(await findDialog('Cancel Pro?'));
      await userEvent.tab();
      while (document.activeElement !== dialog.getByLabelText(/reason/)) await userEvent.tab();
      await userEvent.keyboard('The season is over');
      await press(dialog.getByRole('button', { name: /^Cancel on/ }));
      await expect(await billing.findByText(/^Pro until/)).toBeVisible();
      await waitFor(() => expect(billing.getByRole('button', { name: 'Keep Pro' })).toHaveFocus());
    });
    await step('The undo is one press', async () => {
      await userEvent.keyboard('{Enter}');
      await expect(await billing.findByText(/^Renews on/)).toBeVisible();
      await waitFor(() => expect(canvas.queryByText('Cancels soon')).toBeNull());
    });
    await step('Its button is gone, and the focus is on what it was about', async () => {
      await expect(billing.queryByRole('button', { name: 'Keep Pro' })).toBeNull();
      await waitFor(() => expect(canvas.getByRole('region', { name: 'Subscription' })).toHaveFocus());
    });
  },
});

/** Upgrades now, steps down again at the end of the period, and thinks better of it. */
export const UpgradeDowngradeKeep = meta.story({
  name: 'Upgrade now, downgrade later, keep',
  play: async ({ canvas, step }) => {
    const plan = async (name: string) => within(await canvas.findByRole('article', { name }));
    await step('The upgrade says its price, as an estimate, and happens at once', async () => {
      await press(await (await plan('Enterprise')).findByRole('button', { name: 'Upgrade to Enterprise' }));
      const dialog = within(await findDialog('Change to Enterprise'));
      await expect(await dialog.findByText('(estimate)')).toBeVisible();
      await expect(dialog.getByText('Takes effect at once.')).toBeVisible();
      await expect(dialog.queryByRole('region')).toBeNull();
      await press(dialog.getByRole('button', { name: 'Change to Enterprise' }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    });
    await step('The focus is on the plan that it was about', async () => {
      await expect(await (await plan('Enterprise')).findByRole('button', { name: 'Current plan' })).toBeDisabled();
      await waitFor(() => expect(canvas.getByRole('article', { name: 'Enterprise' })).toHaveFocus());
    });
    await step('The downgrade waits for the end of the period and says what is lost then', async () => {
      await press(await (await plan('Pro')).findByRole('button', { name: 'Downgrade to Pro' }));
      const dialog = within(await findDialog('Change to Pro'));
      await expect(await dialog.findByText(/Until then nothing changes/)).toBeVisible();
      const losses = within(dialog.getByRole('region', { name: /^What you lose on / }));
      await expect(losses.getByText('Single sign-on: no longer included')).toBeVisible();
      await press(dialog.getByRole('button', { name: 'Change to Pro' }));
      await expect(await (await plan('Pro')).findByRole('button', { name: /^Scheduled/ })).toBeDisabled();
      await waitFor(() => expect(canvas.getByRole('article', { name: 'Pro' })).toHaveFocus());
    });
    await step('It can be taken back where the plans are', async () => {
      await press(await (await plan('Enterprise')).findByRole('button', { name: 'Keep Enterprise' }));
      await expect(await (await plan('Pro')).findByRole('button', { name: 'Downgrade to Pro' })).toBeEnabled();
      await waitFor(() => expect(canvas.getByRole('article', { name: 'Enterprise' })).toHaveFocus());
    });
  },
});

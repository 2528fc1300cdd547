import { BillingProvider, PricingTable, SubscriptionStatus } from '@plimsoll/react';
import { Flex } from '@radix-ui/themes';
import { QueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { expect, fn, waitFor, within } from 'storybook/test';
import { useBackend } from '../../.storybook/backend-context.ts';
import preview from '../../.storybook/preview.tsx';
import { findDialog } from '../find-dialog.ts';
import { press } from '../press.ts';
import { Dashboard } from './dashboard.tsx';
import './patience.ts';

const leave = fn();

/** One of several browser tabs: a provider and a cache of its own, the same backend. */
function Tab({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { basePath } = useBackend();
  const [queryClient] = useState(() => new QueryClient());
  return (
    <section aria-label={name} style={{ flex: '1 1 18rem' }}>
      <BillingProvider baseUrl={basePath} queryClient={queryClient} navigate={leave}>
        {children}
      </BillingProvider>
    </section>
  );
}

/** The same page in two tabs, side by side. */
function TwoTabs({ children }: { readonly children: ReactNode }) {
  return (
    <Flex gap="6" wrap="wrap">
      <Tab name="First tab">{children}</Tab>
      <Tab name="Second tab">{children}</Tab>
    </Flex>
  );
}

const meta = preview.meta({
  title: 'Journeys/Two tabs',
  component: TwoTabs,
  args: { children: <SubscriptionStatus /> },
  parameters: {
    billing: { scenario: 'healthy' },
    // Two pages on one: only here does a landmark stand twice.
    a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } },
  },
});

/** What one tab changes the other one shows. */
export const CancelInOneKeepInTheOther = meta.story({
  name: 'Cancel in one, keep in the other',
  play: async ({ canvas }) => {
    const first = within(canvas.getByRole('region', { name: 'First tab' }));
    const second = within(canvas.getByRole('region', { name: 'Second tab' }));
    await expect(await second.findByText(/^Renews on/)).toBeVisible();
    await press(await first.findByRole('button', { name: 'Cancel subscription' }));
    await press(within(await findDialog('Cancel Pro?')).getByRole('button', { name: /^Cancel on/ }));
    await expect(await first.findByText(/^Pro until/)).toBeVisible();
    await waitFor(() => expect(first.getByRole('button', { name: 'Keep Pro' })).toHaveFocus());
    await press(await second.findByRole('button', { name: 'Keep Pro' }));
    await expect(await second.findByText(/^Renews on/)).toBeVisible();
    await expect(await first.findByText(/^Renews on/)).toBeVisible();
    await waitFor(() => expect(second.getByRole('region', { name: 'Subscription' })).toHaveFocus());
  },
});

/** Work in one tab moves the meters of both. */
export const WorkInOne = meta.story({
  name: 'Work in one',
  args: { children: <Dashboard /> },
  parameters: { billing: { scenario: 'fresh' } },
  play: async ({ canvas }) => {
    const first = within(canvas.getByRole('region', { name: 'First tab' }));
    const meters = await canvas.findAllByRole('meter', { name: 'Job descriptions' });
    await press(first.getByRole('button', { name: 'Write a job description' }));
    for (const meter of meters) {
      await waitFor(() => expect(meter.getAttribute('aria-valuetext')).toMatch(/^1 of 10/));
    }
  },
});

/** The same plan chosen in both leads to one and the same checkout. */
export const BuyInBoth = meta.story({
  name: 'Buy in both',
  args: { children: <PricingTable /> },
  parameters: { billing: { scenario: 'fresh' } },
  play: async ({ canvas }) => {
    leave.mockClear();
    for (const name of ['First tab', 'Second tab']) {
      const tab = within(canvas.getByRole('region', { name }));
      await press(await tab.findByRole('button', { name: 'Upgrade to Pro' }));
    }
    await waitFor(() => expect(leave).toHaveBeenCalledTimes(2));
    const [one, other] = leave.mock.calls;
    await expect(one).toEqual(other);
  },
});

import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { press } from '../press.ts';
import { Dashboard } from './dashboard.tsx';
import './patience.ts';

const meta = preview.meta({ title: 'Journeys/Trouble', component: Dashboard, parameters: { billing: { scenario: 'past-due' } } });

const DAY_MS = 86_400_000;
// From the last refused attempt to the next one.
const RETRY_DAYS = 5;

/** The renewal was refused; a new card is left with the provider, whose next attempt succeeds. */
export const PastDuePayRestored = meta.story({
  name: 'Past due, pay, restored',
  play: async ({ canvas, step, loaded }) => {
    const backend = loaded['backend'];
    await step('The notice says until when, and leads to the provider', async () => {
      await expect(await canvas.findByRole('alert')).toHaveTextContent(
        /^The last payment failed\. Update the payment method by .* to keep access\./,
      );
      await expect(canvas.getByText('Payment failed')).toBeVisible();
      await press(canvas.getByRole('button', { name: 'Manage payment' }));
      await expect(await canvas.findByRole('heading', { name: /Billing of Acme/ })).toBeVisible();
    });
    await step('A card that works is left there', async () => {
      backend.emulator.failNextPayment(backend.identity.customerId, 0);
      await press(canvas.getByRole('button', { name: 'Go back' }));
      await expect(await canvas.findByRole('alert')).toHaveTextContent('The last payment failed');
    });
    await step('The next attempt succeeds, and the page knows without a reload', async () => {
      await backend.advance(RETRY_DAYS * DAY_MS);
      await expect(await canvas.findByText('Active')).toBeVisible();
      await waitFor(() => expect(canvas.queryByRole('alert')).toBeNull());
    });
    await step('Work goes on', async () => {
      await press(canvas.getByRole('button', { name: 'Write a job description' }));
      await expect(await canvas.findByText('1 written')).toBeVisible();
    });
  },
});

/** The provider goes away and comes back; what was paid for works all the while. */
export const DegradedRecovered = meta.story({
  name: 'Degraded, recovered',
  parameters: { billing: { scenario: 'degraded' } },
  play: async ({ canvas, step, loaded }) => {
    await step('The notice says that the data is old', async () => {
      await expect(await canvas.findByText(/Showing what was last known/)).toBeVisible();
    });
    await step('The paid plan goes on working', async () => {
      await press(canvas.getByRole('button', { name: 'Write a job description' }));
      await expect(await canvas.findByText('1 written')).toBeVisible();
    });
    await step('When the provider is back the notice goes by itself', async () => {
      await loaded['backend'].faults.clear();
      await waitFor(() => expect(canvas.queryByText(/last known/)).toBeNull());
      await expect(canvas.getByText('Active')).toBeVisible();
    });
  },
});

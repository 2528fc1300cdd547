import { BillingNotice, LimitBoundary, MeterWidget, SubscriptionStatus } from '@plimsoll/react';
import { Card, Flex, Heading } from '@radix-ui/themes';
import { expect, screen, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { findDialog } from '../find-dialog.ts';
import { WriteButton } from '../write-button.tsx';

/** The dashboard of a small recruiting tool. */
function Dashboard() {
  return (
    <LimitBoundary>
      <Flex direction="column" gap="4">
        <Flex justify="between" align="center" wrap="wrap" gap="3">
          <Heading as="h1" size="5">
            Openings
          </Heading>
          <SubscriptionStatus variant="compact" />
        </Flex>
        <BillingNotice />
        <Card size="3">
          <MeterWidget meter="job_descriptions" />
        </Card>
        <WriteButton />
      </Flex>
    </LimitBoundary>
  );
}

const meta = preview.meta({ title: 'Journeys/Upgrade', component: Dashboard, parameters: { billing: { scenario: 'fresh' } } });

const PATIENCE = { timeout: 5000 };

/** Uses up the free plan, is stopped, tries a card that is declined, pays, and goes on. */
export const SpendBlockedUpgradePayContinue = meta.story({
  name: 'Spend, blocked, upgrade, pay, continue',
  play: async ({ canvas, userEvent, step, loaded }) => {
    const meterReads = async (sentence: RegExp) => {
      const meter = await canvas.findByRole('meter', { name: 'Job descriptions' });
      await waitFor(() => expect(meter.getAttribute('aria-valuetext')).toMatch(sentence), PATIENCE);
    };

    await step('The free plan is nearly used up', async () => {
      await loaded['backend'].spend('job_descriptions', 9);
      await meterReads(/^9 of 10/);
    });
    await step('The last unit works', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Write a job description' }));
      await expect(await canvas.findByText('1 written')).toBeVisible();
      await meterReads(/^10 of 10/);
    });
    await step('The next one is stopped by a prompt', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Write a job description' }));
      await findDialog('Limit reached');
      await expect(canvas.getByText('1 written')).toBeInTheDocument();
    });
    await step('The upgrade leads to the checkout, where a card is declined', async () => {
      await userEvent.click(screen.getByRole('button', { name: 'Upgrade to Pro for $49 a month' }));
      await expect(await canvas.findByRole('heading', { name: 'Pro' })).toBeVisible();
      await userEvent.click(canvas.getByRole('button', { name: 'Decline' }));
      await expect(await canvas.findByRole('alert')).toHaveTextContent('The card was declined');
    });
    await step('Another card pays', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Pay' }));
      await expect(await canvas.findByText('Pro is active', undefined, PATIENCE)).toBeVisible();
    });
    await step('The work goes on, and nothing that was used is lost', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Continue' }));
      await userEvent.click(await canvas.findByRole('button', { name: 'Write a job description' }));
      await expect(await canvas.findByText('1 written')).toBeVisible();
      await expect(screen.queryByRole('dialog')).toBeNull();
      await expect(await canvas.findByText('Active')).toBeVisible();
    });
    await step('The meter counts against the larger plan', async () => {
      await meterReads(/^1 of 50/);
    });
  },
});

import { CreditBalance, CreditPacks, MeterWidget, PaymentHistory, useCanSpend } from '@plimsoll/react';
import { Button, Flex } from '@radix-ui/themes';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { press, reach } from '../press.ts';
import './patience.ts';

const meta = preview.meta({ title: 'Journeys/Credits' });

function Studio() {
  return (
    <Flex direction="column" gap="5">
      <Flex justify="between" align="center" gap="4" wrap="wrap">
        <CreditBalance meter="images" />
        <Button disabled={!useCanSpend('images')}>Draw an image</Button>
      </Flex>
      <CreditPacks meter="images" recommended="images_100" />
      <PaymentHistory />
    </Flex>
  );
}

/** Nothing is left: the button is off. A pack is bought, and the work goes on. */
export const OutOfCreditsBuyPackContinue = meta.story({
  name: 'Out of credits, buy a pack, continue',
  render: () => <Studio />,
  parameters: { billing: { scenario: 'out-of-credits' } },
  play: async ({ canvas, step }) => {
    await step('Nothing is left', async () => {
      await expect(await canvas.findByText('0 images left')).toBeVisible();
      await expect(canvas.getByRole('button', { name: 'Draw an image' })).toBeDisabled();
    });
    await step('A pack is bought', async () => {
      await press(canvas.getByRole('button', { name: 'Buy 100 images for $20' }));
      await press(await canvas.findByRole('button', { name: 'Pay' }));
      await press(await canvas.findByRole('button', { name: 'Continue' }));
    });
    await step('The work goes on, and the payment is in the list', async () => {
      await expect(await canvas.findByText('100 images left')).toBeVisible();
      await expect(canvas.getByRole('button', { name: 'Draw an image' })).toBeEnabled();
      await expect(await canvas.findByText('$20')).toBeVisible();
      await reach(canvas.getByRole('button', { name: 'Draw an image' }));
    });
  },
});

/** Tokens past the allowance: what they come to so far is on the meter, to the cent. */
export const OverageWithRunningEstimate = meta.story({
  render: () => <MeterWidget meter="tokens" />,
  parameters: { billing: { scenario: 'overage' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('$12.35 of $20 so far')).toBeVisible();
  },
});

export const SpendCapReached = meta.story({
  render: () => <MeterWidget meter="tokens" />,
  parameters: { billing: { scenario: 'spend-cap' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Spend limit of $20 reached')).toBeVisible();
  },
});

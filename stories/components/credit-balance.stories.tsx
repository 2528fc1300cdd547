import { CreditBalance, CreditBalanceView, type CreditBalanceViewProps, useCanSpend } from '@plimsoll/react';
import { Button, Flex } from '@radix-ui/themes';
import { expect, fn, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { balance, callback, controlsOf, failure, meter, offer, toggle } from '../controls.ts';
import { balanceOf, exhausted, jobDescriptions, limit, longMeter, low, serverAway, unlimited } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/CreditBalance',
  component: CreditBalanceView,
  argTypes: controlsOf<CreditBalanceViewProps>({
    meter,
    balance,
    offer,
    canManageBilling: toggle,
    isBusy: toggle,
    error: failure,
    onRetry: callback,
    onBuy: callback,
    onAccept: callback,
  }),
  args: { meter: jobDescriptions, balance: balanceOf(), offer: limit.offer, onAccept: fn() },
});

export const Ok = meta.story();
export const Low = meta.story({ args: { balance: low } });
export const NothingLeft = meta.story({
  args: { balance: exhausted },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Upgrade to Pro for $49 a month' }));
    await expect(args.onAccept).toHaveBeenCalledWith(limit.offer);
  },
});
export const OwnButton = meta.story({ args: { balance: exhausted, onBuy: fn() } });
export const MayNotBuy = meta.story({ args: { balance: exhausted, canManageBilling: false } });
export const Unlimited = meta.story({ args: { balance: unlimited } });
export const Loading = meta.story({ args: { balance: undefined } });
export const Failed = meta.story({ args: { balance: undefined, error: serverAway, onRetry: fn() } });
export const Dark = meta.story({ args: { balance: exhausted }, globals: { theme: 'dark' } });
export const GermanNarrow = meta.story({ args: { meter: longMeter, balance: exhausted }, globals: { locale: 'de', width: '320' } });
export const RightToLeft = meta.story({ args: { balance: low }, globals: { direction: 'rtl', locale: 'ar' } });

function Header() {
  return (
    <Flex justify="between" align="center" gap="4" wrap="wrap">
      <CreditBalance meter="job_descriptions" />
      <Button disabled={!useCanSpend('job_descriptions')}>Write a job description</Button>
    </Flex>
  );
}

/** The last unit goes: the button of the application is off, and the header sells more. */
export const ConnectedAtZero = meta.story({
  render: () => <Header />,
  parameters: { billing: { scenario: 'fresh' } },
  play: async ({ canvas, loaded }) => {
    await expect(await canvas.findByText('10 job descriptions left')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Write a job description' })).toBeEnabled();
    await loaded['backend'].spend('job_descriptions', 10);
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Write a job description' })).toBeDisabled());
    await expect(canvas.getByText('0 job descriptions left')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Upgrade to Pro for $49 a month' })).toBeEnabled();
  },
});

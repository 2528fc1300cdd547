import { LowBalanceWarning, LowBalanceWarningView, type LowBalanceWarningViewProps } from '@plimsoll/react';
import { expect, fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { balance, callback, controlsOf, meter, offer, toggle } from '../controls.ts';
import { exhausted, jobDescriptions, limit, longMeter, low, overage } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/LowBalanceWarning',
  component: LowBalanceWarningView,
  argTypes: controlsOf<LowBalanceWarningViewProps>({
    meter,
    balance,
    offer,
    canManageBilling: toggle,
    isBusy: toggle,
    onAccept: callback,
    onDismiss: callback,
  }),
  args: { meter: jobDescriptions, balance: low, offer: limit.offer, onAccept: fn(), onDismiss: fn() },
});

export const Low = meta.story();
export const Exhausted = meta.story({ args: { balance: exhausted } });
export const Overage = meta.story({ args: { balance: overage, offer: null } });
export const NothingLargerIsSold = meta.story({ args: { offer: null } });
export const AskAnAdministrator = meta.story({ args: { canManageBilling: false } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const Narrow = meta.story({ globals: { width: '320' } });
export const GermanLongWords = meta.story({ args: { meter: longMeter }, globals: { locale: 'de', width: '320' } });

export const ConnectedLow = meta.story({
  render: () => <LowBalanceWarning />,
  parameters: { billing: { scenario: 'low' } },
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByText(/Only 6 job descriptions left/)).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Dismiss' }));
    await expect(canvas.queryByText(/left/)).toBeNull();
  },
});
export const ConnectedExhausted = meta.story({
  render: () => <LowBalanceWarning />,
  parameters: { billing: { scenario: 'exhausted' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/No job descriptions left/)).toBeVisible();
  },
});

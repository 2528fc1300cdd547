import { UpgradePrompt, UpgradePromptView, type UpgradePromptViewProps } from '@plimsoll/react';
import { expect, fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, choice, controlsOf, data, failure, meter, toggle } from '../controls.ts';
import { findDialog } from '../find-dialog.ts';
import { jobDescriptions, limit, longMeter, serverAway } from '../fixtures.ts';
import { untilReady } from '../until-ready.ts';

const meta = preview.meta({
  title: 'Components/UpgradePrompt',
  component: UpgradePromptView,
  argTypes: controlsOf<UpgradePromptViewProps>({
    limit: data,
    meter,
    variant: choice('inline', 'dialog'),
    canManageBilling: toggle,
    isBusy: toggle,
    error: failure,
    onAccept: callback,
    onClose: callback,
  }),
  args: { limit, meter: jobDescriptions, onAccept: fn() },
});

export const Inline = meta.story({
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Upgrade to Pro for $49 a month' }));
    await expect(args.onAccept).toHaveBeenCalledWith(limit.offer);
  },
});
export const Dialog = meta.story({
  args: { variant: 'dialog', onClose: fn() },
  play: async ({ args, userEvent }) => {
    await findDialog('Limit reached');
    await userEvent.keyboard('{Escape}');
    await expect(args.onClose).toHaveBeenCalledOnce();
  },
});
export const SomeLeft = meta.story({ args: { limit: { ...limit, needed: 12, remaining: 3 } } });
export const Pack = meta.story({
  args: {
    limit: { ...limit, offer: { kind: 'pack', pack: 'more', name: '20 more', units: 20, price: { amount: 1900, currency: 'USD' } } },
  },
});
export const SoldByPeople = meta.story({
  args: {
    limit: {
      ...limit,
      offer: { kind: 'tier', tier: 'enterprise', name: 'Enterprise', price: null, contactUrl: 'mailto:sales@acme.example' },
    },
  },
});
export const NothingLargerIsSold = meta.story({ args: { limit: { ...limit, offer: null } } });
export const AskAnAdministrator = meta.story({ args: { canManageBilling: false } });
export const Busy = meta.story({ args: { isBusy: true } });
export const Failed = meta.story({ args: { error: serverAway } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const DarkDialog = meta.story({ args: { variant: 'dialog', onClose: fn() }, globals: { theme: 'dark' } });
export const Narrow = meta.story({ globals: { width: '320' } });
export const GermanLongWords = meta.story({ args: { meter: longMeter }, globals: { locale: 'de', width: '320' } });

export const ConnectedExhausted = meta.story({
  render: () => <UpgradePrompt limit={limit} />,
  parameters: { billing: { scenario: 'exhausted' } },
  play: async ({ canvas }) => {
    const upgrade = await canvas.findByRole('button', { name: 'Upgrade to Pro for $49 a month' });
    await untilReady(upgrade);
  },
});
export const ConnectedRunningSubscription = meta.story({
  render: () => <UpgradePrompt limit={{ ...limit, offer: enterprise }} />,
  parameters: { billing: { scenario: 'low' } },
  play: async ({ canvas, userEvent }) => {
    const upgrade = await canvas.findByRole('button', { name: 'Upgrade to Enterprise for $499 a month' });
    await untilReady(upgrade);
    await userEvent.click(upgrade);
    await findDialog('Change to Enterprise');
  },
});

const enterprise = {
  kind: 'tier',
  tier: 'enterprise',
  name: 'Enterprise',
  price: { amount: 49_900, currency: 'USD', interval: 'month' },
} as const;

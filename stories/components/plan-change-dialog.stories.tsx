import { PlanChangeDialogView, type PlanChangeDialogViewProps } from '@plimsoll/react';
import { expect, fn, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, controlsOf, data, failure, toggle, words } from '../controls.ts';
import { findDialog } from '../find-dialog.ts';
import { catalog, earlierPro, estimate, inDays, serverAway } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/PlanChangeDialog',
  component: PlanChangeDialogView,
  argTypes: controlsOf<PlanChangeDialogViewProps>({
    tierName: words,
    providerName: words,
    preview: data,
    move: data,
    previewError: failure,
    onRetryPreview: callback,
    isBusy: toggle,
    error: failure,
    onConfirm: callback,
    onClose: callback,
  }),
  args: {
    tierName: 'Enterprise',
    providerName: 'Polar',
    preview: estimate,
    move: { catalog, from: 'pro', to: 'enterprise' },
    onConfirm: fn(),
    onClose: fn(),
  },
});

export const UpgradeNow = meta.story({
  play: async ({ args, userEvent }) => {
    const dialog = within(await findDialog('Change to Enterprise'));
    await userEvent.click(dialog.getByRole('button', { name: 'Change to Enterprise' }));
    await expect(args.onConfirm).toHaveBeenCalledOnce();
  },
});
export const Quote = meta.story({ args: { preview: { ...estimate, basis: 'quote' } } });
export const AmountUnknown = meta.story({ args: { preview: { ...estimate, dueNow: null } } });
const downgrade = {
  tierName: 'Pro',
  move: { catalog, from: 'enterprise', to: 'pro' },
  preview: {
    ...estimate,
    tier: 'pro',
    direction: 'downgrade',
    effectiveAt: inDays(11),
    dueNow: { amount: 0, currency: 'USD' },
    recurring: { amount: 4900, currency: 'USD', interval: 'month' },
  },
} as const;
export const DowngradeLater = meta.story({ args: downgrade });
export const EarlierPlanGivenUp = meta.story({ args: { move: { catalog, from: 'pro', kept: earlierPro, to: 'enterprise' } } });
export const Loading = meta.story({ args: { preview: undefined } });
export const NoPrice = meta.story({ args: { preview: undefined, previewError: serverAway, onRetryPreview: fn() } });
export const Failed = meta.story({ args: { error: serverAway } });
export const Dark = meta.story({ args: downgrade, globals: { theme: 'dark' } });
export const GermanNarrow = meta.story({ args: downgrade, globals: { locale: 'de', width: '320' } });

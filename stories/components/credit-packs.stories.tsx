import { CreditPacks, CreditPacksView, type CreditPacksViewProps } from '@plimsoll/react';
import { expect, fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, choice, controlsOf, failure, pick, toggle } from '../controls.ts';
import { packed, serverAway } from '../fixtures.ts';

const packs = pick({ Packs: packed, None: { ...packed, packs: [] }, Loading: undefined });

const meta = preview.meta({
  title: 'Components/CreditPacks',
  component: CreditPacksView,
  argTypes: controlsOf<CreditPacksViewProps>({
    catalog: packs,
    meter: choice('job_descriptions', 'candidate_screenings'),
    recommended: choice('small', 'large'),
    canManageBilling: toggle,
    loadError: failure,
    onRetry: callback,
    busyPack: choice('small', 'large'),
    actionError: failure,
    onBuy: callback,
  }),
  args: { catalog: packed, onBuy: fn() },
});

export const Packs = meta.story({
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Buy 20 more for $19' }));
    await expect(args.onBuy).toHaveBeenCalledWith('small');
  },
});
export const Recommended = meta.story({ args: { recommended: 'large' } });
export const Waits = meta.story({ args: { busyPack: 'small' } });
export const Empty = meta.story({ args: { meter: 'candidate_screenings' } });
export const MayNotBuy = meta.story({ args: { canManageBilling: false } });
export const Failed = meta.story({ args: { actionError: serverAway } });
export const Loading = meta.story({ args: { catalog: undefined } });
export const CouldNotBeRead = meta.story({ args: { catalog: undefined, loadError: serverAway, onRetry: fn() } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const GermanNarrow = meta.story({ globals: { locale: 'de', width: '320' } });

export const Connected = meta.story({
  render: () => <CreditPacks meter="images" recommended="images_100" />,
  parameters: { billing: { scenario: 'out-of-credits' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Buy 100 images for $20' })).toBeEnabled();
  },
});

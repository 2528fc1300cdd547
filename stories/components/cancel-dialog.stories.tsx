import { CancelDialogView, type CancelDialogViewProps } from '@plimsoll/react';
import { expect, fn, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, controlsOf, data, failure, toggle, words } from '../controls.ts';
import { findDialog } from '../find-dialog.ts';
import { catalog, inDays, serverAway } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/CancelDialog',
  component: CancelDialogView,
  argTypes: controlsOf<CancelDialogViewProps>({
    tierName: words,
    periodEnd: words,
    move: data,
    isBusy: toggle,
    error: failure,
    onConfirm: callback,
    onClose: callback,
  }),
  args: {
    tierName: 'Pro',
    periodEnd: inDays(11),
    move: { catalog, from: 'pro', to: 'free' },
    onConfirm: fn(),
    onClose: fn(),
  },
});

export const WhatIsLost = meta.story({
  play: async ({ args, userEvent }) => {
    const dialog = within(await findDialog('Cancel Pro?'));
    await userEvent.type(dialog.getByLabelText(/reason/), 'The season is over');
    await userEvent.click(dialog.getByRole('button', { name: /^Cancel on/ }));
    await expect(args.onConfirm).toHaveBeenCalledWith('The season is over');
  },
});
export const NothingLost = meta.story({ args: { move: undefined } });
export const Busy = meta.story({ args: { isBusy: true } });
export const Failed = meta.story({ args: { error: serverAway } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const GermanLongWords = meta.story({
  args: { tierName: 'Unternehmensweiterbildungsgesamtpaket' },
  globals: { locale: 'de', width: '320' },
});

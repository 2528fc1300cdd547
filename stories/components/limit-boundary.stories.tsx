import { LimitBoundary, type LimitBoundaryProps } from '@plimsoll/react';
import { Text } from '@radix-ui/themes';
import { expect, screen, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { code, controlsOf } from '../controls.ts';
import { findDialog } from '../find-dialog.ts';
import { WriteButton } from '../write-button.tsx';

const meta = preview.meta({
  title: 'Components/LimitBoundary',
  component: LimitBoundary,
  argTypes: controlsOf<LimitBoundaryProps>({ children: code }),
  args: { children: <WriteButton /> },
});

export const ConnectedExhausted = meta.story({
  parameters: { billing: { scenario: 'exhausted' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Write a job description' }));
    const dialog = within(await findDialog('Limit reached'));
    await expect(dialog.getByRole('button', { name: 'Upgrade to Pro for $49 a month' })).toBeVisible();
  },
});
export const ConnectedMember = meta.story({
  name: 'Connected: may not manage billing',
  parameters: { billing: { scenario: 'exhausted', viewer: 'member' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Write a job description' }));
    const dialog = within(await findDialog('Limit reached'));
    await expect(await dialog.findByText('Ask an administrator to upgrade the plan.')).toBeVisible();
  },
});
export const ConnectedHealthy = meta.story({
  parameters: { billing: { scenario: 'healthy' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Write a job description' }));
    await expect(await canvas.findByText('1 written')).toBeVisible();
    await expect(screen.queryByRole('dialog')).toBeNull();
  },
});
export const NothingRefused = meta.story({
  args: { children: <Text>Nothing was refused, so nothing is added.</Text> },
  parameters: { billing: { scenario: 'fresh' } },
});

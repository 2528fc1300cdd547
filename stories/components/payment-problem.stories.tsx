import { PaymentProblem, PaymentProblemView, type PaymentProblemViewProps } from '@plimsoll/react';
import { expect, fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, controlsOf, failure, state, toggle } from '../controls.ts';
import { inDays, serverAway, stateOf } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/PaymentProblem',
  component: PaymentProblemView,
  argTypes: controlsOf<PaymentProblemViewProps>({
    state,
    loadError: failure,
    onRetry: callback,
    isBusy: toggle,
    actionError: failure,
    onFix: callback,
    onContinue: callback,
  }),
  args: { state: stateOf({ subscription: { status: 'past_due', accessUntil: inDays(4) } }), onFix: fn(), onContinue: fn() },
});

export const PastDue = meta.story();
export const Unpaid = meta.story({ args: { state: stateOf({ subscription: { status: 'unpaid' } }) } });
export const Incomplete = meta.story({ args: { state: stateOf({ subscription: { status: 'incomplete' } }) } });
export const Settled = meta.story({ args: { state: stateOf() } });
export const MayNotPay = meta.story({ args: { state: stateOf({ canManageBilling: false, subscription: { status: 'past_due' } }) } });
export const PortalFailed = meta.story({ args: { actionError: serverAway } });
export const Loading = meta.story({ args: { state: undefined } });
export const Failed = meta.story({ args: { state: undefined, loadError: serverAway, onRetry: fn() } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const German = meta.story({ globals: { locale: 'de', width: '320' } });

export const Connected = meta.story({
  render: () => <PaymentProblem />,
  parameters: { billing: { scenario: 'past-due' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('heading', { name: 'The last payment failed' })).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Update payment method' })).toBeEnabled();
  },
});

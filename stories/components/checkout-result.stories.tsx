import { CheckoutResult, CheckoutResultView, type CheckoutResultViewProps } from '@plimsoll/react';
import { useEffect, useState } from 'react';
import { expect, fn } from 'storybook/test';
import { useBackend } from '../../.storybook/backend-context.ts';
import preview from '../../.storybook/preview.tsx';
import { callback, choice, controlsOf, failure, words } from '../controls.ts';
import { serverAway } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/CheckoutResult',
  component: CheckoutResultView,
  argTypes: controlsOf<CheckoutResultViewProps>({
    status: choice('activating', 'active', 'failed', 'expired', 'timeout', 'error'),
    tierName: words,
    providerName: words,
    error: failure,
    onCheckAgain: callback,
    onContinue: callback,
    onSeePlans: callback,
  }),
  args: { status: 'active' as const, tierName: 'Pro', providerName: 'Polar', onCheckAgain: fn(), onContinue: fn(), onSeePlans: fn() },
});

export const Active = meta.story();
export const Activating = meta.story({ args: { status: 'activating' } });
export const Failed = meta.story({ args: { status: 'failed' } });
export const Expired = meta.story({ args: { status: 'expired' } });
export const Timeout = meta.story({
  args: { status: 'timeout' },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Check again' }));
    await expect(args.onCheckAgain).toHaveBeenCalledOnce();
  },
});
export const CouldNotBeRead = meta.story({ args: { status: 'error', error: serverAway } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const Narrow = meta.story({ args: { status: 'timeout' }, globals: { width: '320' } });

export const ConnectedPaid = meta.story({
  render: () => <PaidCheckout />,
  parameters: { billing: { scenario: 'fresh' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Pro is active', undefined, { timeout: 5000 })).toBeVisible();
  },
});

/** Pays a checkout behind the scenes, then shows the page that it leads to. */
function PaidCheckout() {
  const backend = useBackend();
  const [checkoutId, setCheckoutId] = useState<string | null>(null);
  useEffect(() => {
    const buy = async () => {
      const checkout = await backend.call('POST /checkout', { tier: 'pro', successUrl: '/', returnUrl: '/' });
      await backend.pay(checkout.url);
      setCheckoutId(checkout.checkoutId);
    };
    void buy();
  }, [backend]);
  return checkoutId === null ? null : <CheckoutResult checkoutId={checkoutId} />;
}

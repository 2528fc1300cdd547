import { FeatureGate, FeatureOffer, FeatureOfferView, type FeatureOfferViewProps } from '@plimsoll/react';
import { expect, fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, controlsOf, failure, offer, toggle, words } from '../controls.ts';
import { limit, serverAway } from '../fixtures.ts';

const meta = preview.meta({
  title: 'Components/FeatureOffer',
  component: FeatureOfferView,
  argTypes: controlsOf<FeatureOfferViewProps>({
    name: words,
    offer,
    canManageBilling: toggle,
    isBusy: toggle,
    error: failure,
    onAccept: callback,
  }),
  args: { name: 'Single sign-on', offer: limit.offer, onAccept: fn() },
});

export const Offered = meta.story();
export const NotSold = meta.story({ args: { offer: null } });
export const MayNotBuy = meta.story({ args: { canManageBilling: false } });
export const Waits = meta.story({ args: { isBusy: true } });
export const Failed = meta.story({ args: { error: serverAway } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const GermanNarrow = meta.story({ globals: { locale: 'de', width: '320' } });

export const Connected = meta.story({
  render: () => (
    <FeatureGate feature="shared_templates" fallback={<FeatureOffer feature="shared_templates" />}>
      <p>Templates</p>
    </FeatureGate>
  ),
  parameters: { billing: { scenario: 'fresh' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Shared templates comes with Pro.')).toBeVisible();
  },
});

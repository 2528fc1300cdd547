import { TierCardView, type TierCardViewProps } from '@plimsoll/react';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { callback, choice, controlsOf, data, pick, toggle, words } from '../controls.ts';
import { catalog, inDays } from '../fixtures.ts';

const tiers = pick(Object.fromEntries(catalog.tiers.map((tier) => [tier.name, tier])));
const [, pro] = catalog.tiers;
if (pro === undefined) throw new Error('The demo sells no second plan.');

const meta = preview.meta({
  title: 'Components/TierCard',
  component: TierCardView,
  argTypes: controlsOf<TierCardViewProps>({
    tier: tiers,
    catalog: data,
    intent: choice(
      'choose',
      'checkout',
      'upgrade',
      'downgrade',
      'switch',
      'cancel',
      'resume',
      'current',
      'scheduled',
      'contact',
      'unavailable',
    ),
    isCurrent: toggle,
    kept: data,
    isRecommended: toggle,
    scheduledAt: words,
    currency: words,
    interval: choice('month', 'year'),
    isBusy: toggle,
    disabledReasonId: words,
    onSelect: callback,
  }),
  args: { tier: pro, catalog, intent: 'checkout' as const, onSelect: fn() },
});

export const Buy = meta.story();
export const Recommended = meta.story({ args: { isRecommended: true } });
export const Current = meta.story({ args: { intent: 'current', isCurrent: true } });
export const Scheduled = meta.story({ args: { intent: 'scheduled', scheduledAt: inDays(11) } });
export const Waits = meta.story({ args: { isBusy: true } });
export const Unavailable = meta.story({ args: { intent: 'unavailable' } });
export const Dark = meta.story({ globals: { theme: 'dark' } });
export const GermanNarrow = meta.story({ globals: { locale: 'de', width: '320' } });

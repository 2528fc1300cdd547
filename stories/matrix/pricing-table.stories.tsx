import type { MeterName } from '@plimsoll/contract';
import { PricingTableView, type PricingTableViewProps } from '@plimsoll/react';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { catalog, earlierPro, freeState, inDays, longMeter, serverAway, stateOf, yearly } from '../fixtures.ts';
import { arabicMeter } from './arabic.ts';
import { abroad, matrixOf, matrixParameters } from './matrix.tsx';

const meta = preview.meta({ title: 'States/PricingTable', parameters: matrixParameters });

const withMeter = (name: MeterName) => ({
  ...yearly,
  meters: catalog.meters.map((meter) => (meter.id === 'job_descriptions' ? { ...meter, ...name } : meter)),
});
const longCatalog = withMeter(longMeter);
const arabicCatalog = withMeter(arabicMeter);
const table = (props: Partial<PricingTableViewProps> = {}) => (
  <PricingTableView catalog={catalog} viewer={freeState} recommended="pro" onSelect={fn()} {...props} />
);
const wide = (label: string, props: Partial<PricingTableViewProps>) => ({ label, content: table(props), isWide: true });
const pro = ['pro'];

export const States = meta.story(
  matrixOf({
    themes: 'above',
    cells: [
      wide('Free', {}),
      wide('By the month or by the year', { catalog: yearly, interval: 'year' }),
      wide('Scheduled downgrade', { viewer: stateOf({ tier: 'enterprise', subscription: { scheduledTier: 'pro' } }) }),
      wide('Ask an administrator', { viewer: { ...freeState, canManageBilling: false } }),
      wide('Loading', { catalog: undefined, viewer: 'loading' }),
      wide('Empty', { catalog: { ...catalog, tiers: [] } }),
      wide('Error', { catalog: undefined, viewer: 'unknown', loadError: serverAway, onRetry: fn() }),
    ],
  }),
);
export const OneCard = meta.story(
  matrixOf({
    cells: [
      { label: 'Signed out', content: table({ tiers: pro, viewer: 'signed-out' }) },
      { label: 'Free', content: table({ tiers: pro }) },
      { label: 'Waits for an answer', content: table({ tiers: pro, busyTier: 'pro' }) },
      { label: 'The press did not work', content: table({ tiers: pro, actionError: serverAway }) },
      { label: 'Present plan', content: table({ tiers: pro, viewer: stateOf() }) },
      { label: 'Present plan, an earlier version', content: table({ tiers: pro, viewer: stateOf({ tierVersion: earlierPro }) }) },
      {
        label: 'Present plan, paid otherwise',
        content: table({ tiers: pro, catalog: yearly, viewer: stateOf({ subscription: { interval: 'year' } }), interval: 'month' }),
      },
      {
        label: 'Trial',
        content: table({
          tiers: pro,
          viewer: stateOf({ subscription: { status: 'trialing', trialEnd: inDays(2), periodEnd: inDays(2) } }),
        }),
      },
      {
        label: 'Past due',
        content: table({ tiers: pro, viewer: stateOf({ subscription: { status: 'past_due', accessUntil: inDays(5) } }) }),
      },
      {
        label: 'Ends',
        content: table({ tiers: pro, viewer: stateOf({ subscription: { cancelAt: inDays(11), accessUntil: inDays(11) } }) }),
      },
      ...abroad({
        german: table({ tiers: pro, catalog: longCatalog }),
        japanese: table({ tiers: pro }),
        arabic: table({ tiers: pro, catalog: arabicCatalog }),
      }),
      { label: 'The customer could not be read', content: table({ tiers: pro, viewer: 'unknown', loadError: serverAway, onRetry: fn() }) },
      { label: 'Loading', content: table({ tiers: pro, catalog: undefined, viewer: 'loading' }) },
    ],
  }),
);
export const Phone = meta.story({
  ...matrixOf({
    themes: 'above',
    cells: [
      wide('Free', {}),
      ...abroad({
        german: table({ catalog: longCatalog, interval: 'year' }),
        arabic: table({ catalog: arabicCatalog, viewer: stateOf(), interval: 'year' }),
      }),
    ],
  }),
  globals: { width: '320' },
});

import { CancelDialogView, PlanChangeDialogView, type PlanChangeDialogViewProps, TextProvider, UpgradePromptView } from '@plimsoll/react';
import { german } from '@plimsoll/react/german';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { catalog, earlierPro, inDays, jobDescriptions, limit, longMeter, serverAway } from '../fixtures.ts';
import { arabic } from './arabic.ts';

// One dialog to a page, so that each is as it will be: each in a frame of its own on the page of documentation.
const meta = preview.meta({ title: 'States/Dialogs', parameters: { docs: { story: { inline: false, height: '30rem' } } } });

const upgrade = {
  tierName: 'Enterprise',
  providerName: 'Polar',
  preview: {
    tier: 'enterprise',
    direction: 'upgrade',
    effectiveAt: inDays(0),
    dueNow: { amount: 16_500, currency: 'USD' },
    recurring: { amount: 49_900, currency: 'USD', interval: 'month' },
    basis: 'estimate',
  },
  onConfirm: fn(),
  onClose: fn(),
} satisfies PlanChangeDialogViewProps;
const down = { catalog, from: 'pro', to: 'free' } as const;
const cancel = { tierName: 'Pro', periodEnd: inDays(11), move: down, onConfirm: fn(), onClose: fn() };

export const ChangeUp = meta.story({ render: () => <PlanChangeDialogView {...upgrade} /> });
export const ChangeUpDark = meta.story({ render: () => <PlanChangeDialogView {...upgrade} />, globals: { theme: 'dark' } });
export const ChangeWithAQuote = meta.story({
  render: () => <PlanChangeDialogView {...upgrade} preview={{ ...upgrade.preview, basis: 'quote' }} />,
});
export const ChangeFromAnEarlierPlan = meta.story({
  render: () => <PlanChangeDialogView {...upgrade} move={{ catalog, from: 'pro', kept: earlierPro, to: 'enterprise' }} />,
});
export const ChangeDown = meta.story({
  render: () => (
    <PlanChangeDialogView
      {...upgrade}
      tierName="Pro"
      move={{ catalog, from: 'enterprise', to: 'pro' }}
      preview={{
        tier: 'pro',
        direction: 'downgrade',
        effectiveAt: inDays(11),
        dueNow: { amount: 0, currency: 'USD' },
        recurring: { amount: 4900, currency: 'USD', interval: 'month' },
        basis: 'estimate',
      }}
    />
  ),
});
export const ChangeLoading = meta.story({ render: () => <PlanChangeDialogView {...upgrade} preview={undefined} /> });
export const ChangeFailed = meta.story({
  render: () => <PlanChangeDialogView {...upgrade} preview={undefined} previewError={serverAway} onRetryPreview={fn()} />,
});
export const Cancel = meta.story({ render: () => <CancelDialogView {...cancel} /> });
export const CancelDark = meta.story({ render: () => <CancelDialogView {...cancel} error={serverAway} />, globals: { theme: 'dark' } });
export const CancelGermanNarrow = meta.story({
  render: () => (
    <TextProvider locale="de" messages={german}>
      <CancelDialogView {...cancel} tierName="Unternehmensweiterbildungsgesamtpaket" />
    </TextProvider>
  ),
  globals: { width: '320' },
});
export const CancelRightToLeft = meta.story({
  render: () => (
    <TextProvider locale="ar" messages={arabic}>
      <CancelDialogView {...cancel} move={undefined} />
    </TextProvider>
  ),
  globals: { direction: 'rtl' },
});
export const Limit = meta.story({
  render: () => <UpgradePromptView variant="dialog" limit={limit} meter={jobDescriptions} onAccept={fn()} onClose={fn()} />,
});
export const LimitDark = meta.story({
  render: () => <UpgradePromptView variant="dialog" limit={limit} meter={longMeter} onAccept={fn()} onClose={fn()} />,
  globals: { theme: 'dark' },
});

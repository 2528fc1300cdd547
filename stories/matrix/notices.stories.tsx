import { BillingNoticeView, LowBalanceWarningView, type LowBalanceWarningViewProps, type Notice } from '@plimsoll/react';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { exhausted, inDays, jobDescriptions, limit, longMeter, low, overage, tierName } from '../fixtures.ts';
import { arabicMeter } from './arabic.ts';
import { abroad, type Cell, matrixOf, matrixParameters } from './matrix.tsx';

const meta = preview.meta({ title: 'States/Notices', parameters: matrixParameters });

const notices: Record<string, Notice> = {
  'Past due': { kind: 'past_due', at: inDays(5) },
  'Degraded: nothing known': { kind: 'fallback' },
  'Stale: last known': { kind: 'stale', asOf: inDays(0) },
  'Trial ends': { kind: 'trial_ending', at: inDays(2) },
  'Plan ends': { kind: 'ends', at: inDays(11) },
  'Scheduled change': { kind: 'changes', at: inDays(11), tier: 'free' },
};
const notice = (shown: Notice) => (
  <BillingNoticeView
    notice={shown}
    tierName={(tier = 'pro') => tierName(tier)}
    meterName={() => jobDescriptions}
    providerName="Polar"
    onManagePayment={fn()}
    onResume={fn()}
  />
);
const warning = (props: Partial<LowBalanceWarningViewProps> = {}) => (
  <LowBalanceWarningView meter={jobDescriptions} balance={low} offer={limit.offer} onAccept={fn()} onDismiss={fn()} {...props} />
);
const warnings: Record<string, Partial<LowBalanceWarningViewProps>> = {
  Low: {},
  Exhausted: { balance: exhausted },
  Overage: { balance: overage, offer: null },
  'May not manage billing': { canManageBilling: false },
  'Waits for an answer': { isBusy: true },
};

export const Wide = meta.story(
  matrixOf({
    themes: 'above',
    cells: [
      ...Object.entries(notices).map(([label, shown]): Cell => ({ label, content: notice(shown), isWide: true })),
      ...Object.entries(warnings).map(([label, props]): Cell => ({ label, content: warning(props), isWide: true })),
    ],
  }),
);
export const Narrow = meta.story(
  matrixOf({
    cells: [
      ...Object.entries(notices).map(([label, shown]): Cell => ({ label, content: notice(shown) })),
      ...Object.entries(warnings).map(([label, props]): Cell => ({ label, content: warning(props) })),
      ...abroad({
        german: warning({ meter: longMeter }),
        japanese: warning({ balance: { ...low, remaining: 12_345 } }),
        arabic: warning({ meter: arabicMeter, balance: exhausted }),
      }),
    ],
  }),
);

import {
  CreditBalanceView,
  CreditPacksView,
  MeterWidgetView,
  PaymentHistoryView,
  PaymentProblemView,
  PricingTableView,
  SubscriptionStatusView,
  UsageHistoryChartView,
} from '@plimsoll/react';
import { UsageBars } from '@plimsoll/react/chart';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import {
  balanceOf,
  catalog,
  exhausted,
  freeState,
  historyOf,
  inDays,
  jobDescriptions,
  low,
  payments,
  stateOf,
  tierName,
  unlimited,
  yearly,
} from '../fixtures.ts';
import { matrixParameters } from '../matrix/matrix.tsx';
import { expectNoShift, type Pair, Pairs } from './loading-pairs.tsx';

const history = historyOf((day) => day % 6);
const windows = { window: '30d', windows: ['24h', '7d', '30d', '12m'], onWindowChange: () => {} } as const;
const variants = ['bar', 'ring', 'compact'] as const;
const balances = { ok: balanceOf(), low, exhausted, unlimited, prepaid: balanceOf({ granted: 0, credits: 12 }), none: null };

const meters: Pair[] = variants.flatMap((variant) =>
  Object.entries(balances).map(([name, balance]) => ({
    name: `meter ${variant} ${name}`,
    loading: <MeterWidgetView meter={undefined} balance={undefined} variant={variant} />,
    ready: <MeterWidgetView meter={jobDescriptions} balance={balance} variant={variant} />,
  })),
);
const charts: Pair[] = Object.entries({ full: history, empty: historyOf(() => 0) }).map(([name, answer]) => ({
  name: `history ${name}`,
  loading: <UsageHistoryChartView meter={undefined} history={undefined} bars={UsageBars} {...windows} />,
  ready: <UsageHistoryChartView meter={{ ...jobDescriptions, name }} history={answer} bars={UsageBars} {...windows} />,
}));

const states = {
  running: stateOf(),
  trial: stateOf({ subscription: { status: 'trialing', trialEnd: inDays(3) } }),
};
const buttons = { onCancel: () => {}, onResume: () => {}, onManagePayment: () => {} };
const subscriptions: Pair[] = (['full', 'compact'] as const).flatMap((variant) =>
  Object.entries(states).map(([name, state]) => ({
    name: `subscription ${variant} ${name}`,
    loading: <SubscriptionStatusView state={undefined} {...{ variant, tierName }} />,
    ready: <SubscriptionStatusView {...{ state, variant, tierName }} {...buttons} />,
  })),
);
const pack = { id: 'jd_20', name: '20 more', meter: 'job_descriptions', units: 20, price: { amount: 1900, currency: 'USD' } };
const sold = { ...catalog, packs: [pack, { ...pack, id: 'jd_50', name: '50 more', units: 50 }] };
const pastDue = stateOf({ subscription: { status: 'past_due', accessUntil: inDays(4) } });
// As many as there are rows while they load, each with its invoice.
const paid = payments.filter(({ status }) => status === 'paid' || status === 'refunded').slice(0, 3);
const plans = { viewer: freeState, recommended: 'pro', onSelect: () => {} };
const others: Pair[] = [
  {
    name: 'plans',
    loading: <PricingTableView {...plans} catalog={undefined} viewer="loading" />,
    ready: <PricingTableView {...plans} catalog={catalog} />,
  },
  {
    name: 'plans by month or year',
    loading: <PricingTableView {...plans} catalog={undefined} viewer="loading" interval="month" />,
    ready: <PricingTableView {...plans} catalog={yearly} interval="month" />,
  },
  {
    name: 'packs',
    loading: <CreditPacksView catalog={undefined} onBuy={() => {}} />,
    ready: <CreditPacksView catalog={sold} onBuy={() => {}} />,
  },
  {
    name: 'prepaid balance',
    loading: <CreditBalanceView meter={undefined} balance={undefined} />,
    ready: <CreditBalanceView meter={jobDescriptions} balance={balances.prepaid} />,
  },
];

const pages: Pair[] = [
  {
    name: 'payments',
    loading: <PaymentHistoryView payments={undefined} />,
    ready: <PaymentHistoryView payments={paid} onInvoice={() => {}} />,
  },
  {
    name: 'payment problem',
    loading: <PaymentProblemView state={undefined} onFix={() => {}} onContinue={() => {}} />,
    ready: <PaymentProblemView state={pastDue} onFix={() => {}} onContinue={() => {}} />,
  },
];

const meta = preview.meta({
  title: 'Components/Loading sizes',
  tags: ['!autodocs'],
  parameters: matrixParameters,
  render: () => <Pairs pairs={[...meters, ...charts, ...subscriptions, ...others, ...pages]} />,
});

/** Charts and pages are fetched when they are drawn. */
async function expectSteady(canvasElement: HTMLElement, slack?: number): Promise<void> {
  for (const last of ['[data-state="empty"].ps-history', '.ps-payment', 'section.ps-result']) {
    await waitFor(() => expect(canvasElement.querySelector(last)).not.toBeNull());
  }
  await expectNoShift(canvasElement, slack);
}

export const Wide = meta.story({ play: ({ canvasElement }) => expectSteady(canvasElement) });
export const Narrow = meta.story({ globals: { width: '320' }, play: ({ canvasElement }) => expectSteady(canvasElement) });
export const GermanWide = meta.story({ globals: { locale: 'de' }, play: ({ canvasElement }) => expectSteady(canvasElement) });
// Where words of another language need one line more cannot be known before they are there.
const LINE_PX = 20;
export const GermanNarrow = meta.story({
  globals: { locale: 'de', width: '320' },
  play: ({ canvasElement }) => expectSteady(canvasElement, LINE_PX),
});
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar' },
  play: ({ canvasElement }) => expectSteady(canvasElement),
});
export const RightToLeftNarrow = meta.story({
  globals: { direction: 'rtl', locale: 'ar', width: '320' },
  play: ({ canvasElement }) => expectSteady(canvasElement),
});

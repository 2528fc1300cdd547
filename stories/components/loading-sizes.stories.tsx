import {
  CreditBalanceView,
  CreditPacksView,
  MeterWidgetView,
  PricingTableView,
  SubscriptionStatusView,
  UsageHistoryChartView,
} from '@plimsoll/react';
import { UsageBars } from '@plimsoll/react/chart';
import { Flex } from '@radix-ui/themes';
import type { ReactNode } from 'react';
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
  stateOf,
  tierName,
  unlimited,
  yearly,
} from '../fixtures.ts';
import { matrixParameters } from '../matrix/matrix.tsx';

const history = historyOf((day) => day % 6);
const windows = { window: '30d', windows: ['24h', '7d', '30d', '12m'], onWindowChange: () => {} } as const;
const variants = ['bar', 'ring', 'compact'] as const;
const balances = { ok: balanceOf(), low, exhausted, unlimited, prepaid: balanceOf({ granted: 0, credits: 12 }), none: null };

/** A part of the page before and after its data came. */
interface Pair {
  readonly name: string;
  readonly loading: ReactNode;
  readonly ready: ReactNode;
}

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

const meta = preview.meta({
  title: 'Components/Loading sizes',
  tags: ['!autodocs'],
  parameters: matrixParameters,
  render: () => (
    <Flex direction="column" gap="5">
      {[...meters, ...charts, ...subscriptions, ...others].map(({ name, loading, ready }) => (
        <div key={name} data-pair={name}>
          <div>{loading}</div>
          <div>{ready}</div>
        </div>
      ))}
    </Flex>
  ),
});

/** Each part has the same height before and after: nothing below it jumps. */
async function expectNoShift(canvasElement: HTMLElement): Promise<void> {
  await waitFor(() => expect(canvasElement.querySelector('[data-state="empty"].ps-history')).not.toBeNull(), { timeout: 10_000 });
  const pairs = [...canvasElement.querySelectorAll<HTMLElement>('[data-pair]')];
  const heights = pairs.map(({ dataset, children }) => [
    dataset['pair'],
    ...[...children].map((part) => part.getBoundingClientRect().height),
  ]);
  await expect(heights).toEqual(heights.map(([name, loading]) => [name, loading, loading]));
}

export const Wide = meta.story({ play: ({ canvasElement }) => expectNoShift(canvasElement) });
export const Narrow = meta.story({ globals: { width: '320' }, play: ({ canvasElement }) => expectNoShift(canvasElement) });

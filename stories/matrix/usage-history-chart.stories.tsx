import type { UsageHistory } from '@plimsoll/contract';
import { UsageHistoryChartView, type UsageHistoryChartViewProps } from '@plimsoll/react';
import { UsageBars } from '@plimsoll/react/chart';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { historyOf, jobDescriptions, longMeter, serverAway } from '../fixtures.ts';
import { arabicMeter } from './arabic.ts';
import { abroad, matrixOf, matrixParameters } from './matrix.tsx';

const meta = preview.meta({ title: 'States/UsageHistoryChart', parameters: matrixParameters });

const busy = historyOf((day) => [5, 7, 4, 6, 3, 1, 0][day % 7] ?? 0);
const thousands = historyOf((day) => (day % 7) * 1000);
const people = ['owner@acme.example', 'recruiter@acme.example', 'hr@acme.example', 'assistant@acme.example'];
const split: UsageHistory = {
  ...busy,
  buckets: busy.buckets.flatMap(({ start, units }, day) =>
    people.map((userId, person) => ({ start, userId, units: units === 0 ? 0 : ((day * 7 + person * 3) % 5) * (4 - person) })),
  ),
};
const chart = (props: Partial<UsageHistoryChartViewProps> = {}) => (
  <UsageHistoryChartView meter={jobDescriptions} history={busy} bars={UsageBars} {...props} />
);
const switching = { window: '30d', windows: ['24h', '7d', '30d', '12m'], onWindowChange: fn() } as const;

export const States = meta.story(
  matrixOf({
    cells: [
      { label: 'Ok, with an allowance and a switch', content: chart({ allowance: 6, ...switching }), isWide: true },
      { label: 'By user', content: chart({ history: split }), isWide: true },
      { label: 'Area', content: chart({ shape: 'area', allowance: 6 }), isWide: true },
      { label: 'Something newer is on its way', content: chart({ isBusy: true, ...switching }) },
      { label: 'By user, on a phone', content: chart({ history: split }) },
      { label: 'Empty', content: chart({ history: historyOf(() => 0) }) },
      { label: 'Loading', content: chart({ history: undefined }) },
      { label: 'Error', content: chart({ history: undefined, error: serverAway, onRetry: fn() }) },
      ...abroad({
        german: chart({ meter: longMeter, history: thousands, ...switching }),
        japanese: chart({ history: thousands }),
        arabic: chart({ meter: arabicMeter, history: thousands, ...switching }),
      }),
    ],
  }),
);

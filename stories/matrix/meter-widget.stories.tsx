import { type MeterVariant, MeterWidgetView } from '@plimsoll/react';
import { fn } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import {
  atCap,
  balanceOf,
  byUse,
  exhausted,
  jobDescriptions,
  longMeter,
  low,
  nearCap,
  overage,
  serverAway,
  unlimited,
} from '../fixtures.ts';
import { arabicMeter } from './arabic.ts';
import { abroad, type Cell, matrixOf, matrixParameters } from './matrix.tsx';

const meta = preview.meta({ title: 'States/MeterWidget', parameters: matrixParameters });

const balances = {
  Ok: balanceOf(),
  Empty: balanceOf({ used: 0, remaining: 50 }),
  'In progress': balanceOf({ reserved: 3, remaining: 27 }),
  Low: low,
  Exhausted: exhausted,
  Overage: overage,
  'Overage with a cap': nearCap,
  'Spend cap reached': atCap,
  'Paid by use, capped': byUse,
  Unlimited: unlimited,
  Prepaid: balanceOf({ granted: 0, used: 8, credits: 12, remaining: 12 }),
  'Not included': null,
  Loading: undefined,
};
const many = balanceOf({ granted: 12_500, used: 10_240, remaining: 2260, level: 'low' });

const bars: Cell[] = [
  ...statesOf('bar'),
  { label: 'Error', content: <MeterWidgetView meter={jobDescriptions} balance={undefined} error={serverAway} onRetry={fn()} /> },
  ...abroad({
    german: <MeterWidgetView meter={longMeter} balance={many} />,
    japanese: <MeterWidgetView meter={jobDescriptions} balance={many} />,
    arabic: <MeterWidgetView meter={arabicMeter} balance={overage} />,
  }),
];

export const Bar = meta.story(matrixOf({ cells: bars }));
export const RingAndCompact = meta.story(
  matrixOf({
    cells: [
      ...statesOf('ring'),
      ...abroad({
        german: <MeterWidgetView variant="ring" meter={longMeter} balance={many} />,
        japanese: <MeterWidgetView variant="ring" meter={jobDescriptions} balance={many} />,
        arabic: <MeterWidgetView variant="ring" meter={arabicMeter} balance={overage} />,
      }),
      ...statesOf('compact').map((cell) => ({ ...cell, label: `Compact: ${cell.label.toLowerCase()}` })),
    ],
  }),
);

function statesOf(variant: MeterVariant): Cell[] {
  return Object.entries(balances).map(([label, balance]) => ({
    label,
    content: <MeterWidgetView meter={jobDescriptions} {...{ variant, balance }} />,
  }));
}

import '@radix-ui/themes/styles.css';
import '../../src/styles.css';
import type { MeterName, UsageHistory } from '@plimsoll/contract';
import { Theme } from '@radix-ui/themes';
import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Area, AreaChart, Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { UsageBars } from '../../src/chart.ts';
import { HistoryPanel } from '../../src/lib/components/usage-history-chart/history-panel.tsx';

export type Kind = 'naive bars' | 'our bars' | 'naive area' | 'our area';

/** Milliseconds from the first call of React, and how much was drawn. */
export interface Sample {
  /** The drawing is in the document. */
  readonly ready: number;
  /** The frame that shows it has been painted. */
  readonly painted: number;
  readonly nodes: number;
}

declare global {
  var measure: (kind: Kind, points: number) => Promise<Sample>;
}

const HOUR_MS = 3_600_000;
const meter: MeterName = { name: 'Tokens', unit: { one: 'token', other: 'tokens' } };
const root = document.querySelector('#root');
const readers = {
  'naive bars': '.recharts-bar-rectangle',
  'our bars': '.recharts-bar-rectangle',
  'naive area': '.recharts-area-curve',
  'our area': '.recharts-area-curve',
};

globalThis.measure = async (kind, points) => {
  if (root === null) throw new Error('The page has no place to draw.');
  const chart = drawChart(kind, makeHistory(points));
  await nextPaint();
  const reactRoot = createRoot(root);
  const begun = performance.now();
  flushSync(() => reactRoot.render(<Theme>{chart}</Theme>));
  // Recharts draws when it has measured its container: a frame or two later.
  while (document.querySelector(readers[kind]) === null) await new Promise(requestAnimationFrame);
  const ready = performance.now() - begun;
  await nextPaint();
  const painted = performance.now() - begun;
  const nodes = document.querySelectorAll('#root *').length;
  reactRoot.unmount();
  await nextPaint();
  return { ready, painted, nodes };
};

function drawChart(kind: Kind, history: UsageHistory): ReactElement {
  switch (kind) {
    case 'naive bars':
      return <NaiveBars history={history} />;
    case 'naive area':
      return <NaiveArea history={history} />;
    case 'our bars':
      return <HistoryPanel {...{ meter, history }} draw={UsageBars} />;
    case 'our area':
      return <HistoryPanel {...{ meter, history }} shape="area" draw={UsageBars} />;
    default:
      return kind satisfies never;
  }
}

// As in the library's own examples. Animation is off, or it would be slower still.
function NaiveBars({ history }: { readonly history: UsageHistory }) {
  return (
    <ResponsiveContainer width="100%" height={256} initialDimension={{ width: 800, height: 256 }}>
      <BarChart data={history.buckets}>
        <CartesianGrid strokeDasharray="3 3" />
        <XAxis dataKey="start" />
        <YAxis />
        <Tooltip />
        <Bar dataKey="units" isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}

function NaiveArea({ history }: { readonly history: UsageHistory }) {
  return (
    <ResponsiveContainer width="100%" height={256} initialDimension={{ width: 800, height: 256 }}>
      <AreaChart data={history.buckets}>
        <CartesianGrid strokeDasharray="3 3" />
        <XAxis dataKey="start" />
        <YAxis />
        <Tooltip />
        <Area dataKey="units" isAnimationActive={false} />
      </AreaChart>
    </ResponsiveContainer>
  );
}

function makeHistory(points: number): UsageHistory {
  const start = (hour: number) => new Date(Date.UTC(2025, 0, 1) + hour * HOUR_MS).toISOString();
  const buckets = Array.from({ length: points }, (_, hour) => ({
    start: start(hour),
    units: Math.round(50 + 40 * Math.sin(hour / 400) + ((hour * 7919) % 13)),
  }));
  return { meter: 'tokens', interval: 'hour', from: start(0), to: start(points), buckets };
}

function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

export type { UsageBar, UsageSeries } from './lib/components/usage-history-chart/read-history.ts';
export { UsageBars, type UsageBarsProps } from './lib/components/usage-history-chart/usage-bars.tsx';

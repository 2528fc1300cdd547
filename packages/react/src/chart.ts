export { UsageBars, type UsageBarsProps } from './lib/components/usage-history-chart/usage-bars.tsx';

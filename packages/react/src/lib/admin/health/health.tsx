'use client';
import { useDesk } from '../use-desk.ts';
import { HealthView } from './health-view.tsx';

/** How the billing engine is now. */
export function Health() {
  const health = useDesk('GET /health', {});
  return <HealthView health={health.data} error={health.error} onRetry={() => void health.refetch()} />;
}

'use client';
import { useDesk } from '../use-desk.ts';
import { SyncListView } from './sync-list-view.tsx';

export interface SyncRowsProps {
  /** Whose readings. @default everyone's */
  readonly customerId?: string | undefined;
}

/** Readings at the provider as the server remembers them. */
export function SyncRows({ customerId }: SyncRowsProps) {
  const syncs = useDesk('GET /admin/syncs', customerId === undefined ? {} : { customerId });
  return <SyncListView rows={syncs.data?.rows} error={syncs.error} onRetry={() => void syncs.refetch()} />;
}

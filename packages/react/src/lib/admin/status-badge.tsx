'use client';
import type { SubscriptionStatus } from '@plimsoll/contract';
import { Badge } from '@radix-ui/themes';
import { useDeskText } from './desk-text.tsx';

const colors = {
  incomplete: 'amber',
  trialing: 'blue',
  active: 'green',
  past_due: 'red',
  unpaid: 'red',
  paused: 'gray',
  canceled: 'gray',
  ended: 'gray',
  none: 'gray',
  unknown: 'gray',
} as const satisfies Record<SubscriptionStatus, string>;

/** The status of a subscription in a word. */
export function StatusBadge({ status }: { readonly status: SubscriptionStatus }) {
  const { messages } = useDeskText();
  return <Badge color={colors[status]}>{messages.status[status]}</Badge>;
}

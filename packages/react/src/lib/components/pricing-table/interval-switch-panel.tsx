'use client';
import type { BillingInterval } from '@plimsoll/contract';
import { SegmentedControl } from '@radix-ui/themes';
import { useText } from '../../messages/text-provider.tsx';

export interface IntervalSwitchProps {
  readonly value: BillingInterval;
  readonly onChange: (interval: BillingInterval) => void;
}

/** Month or year, for all plans at once. */
export function IntervalSwitchPanel({ value, onChange }: IntervalSwitchProps) {
  const { messages } = useText();
  return (
    <SegmentedControl.Root className="ps-interval" {...{ value }} onValueChange={(chosen) => onChange(chosen as BillingInterval)}>
      <SegmentedControl.Item value="month">{messages.payBy.month}</SegmentedControl.Item>
      <SegmentedControl.Item value="year">{messages.payBy.year}</SegmentedControl.Item>
    </SegmentedControl.Root>
  );
}

'use client';
import { useMeter } from '../../hooks/use-meter.ts';
import { useMeterName } from '../../hooks/use-meter-name.ts';
import type { RegisteredMeter } from '../../register.ts';
import { type MeterVariant, MeterWidgetView } from './meter-widget-view.tsx';

export interface MeterWidgetProps {
  readonly meter: RegisteredMeter;
  /** @default 'bar' */
  readonly variant?: MeterVariant | undefined;
}

/** How much of one meter the customer has used; moves by itself when units are used anywhere. */
export function MeterWidget({ meter, variant }: MeterWidgetProps) {
  const balance = useMeter(meter);
  const name = useMeterName(meter);
  const retry = () => {
    void balance.refetch();
    void name.refetch();
  };
  return <MeterWidgetView meter={name.data} balance={balance.data} variant={variant} error={balance.error ?? name.error} onRetry={retry} />;
}

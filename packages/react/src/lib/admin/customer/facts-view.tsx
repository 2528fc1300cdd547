'use client';
import type { AdminCustomer } from '@plimsoll/contract/routes';
import type { ReactNode } from 'react';
import { ActionButton } from '../../components/action-button/action-button.tsx';
import { useDeskText } from '../desk-text.tsx';

export interface FactsViewProps {
  readonly customer: AdminCustomer;
  readonly tierName: (tier: string) => string;
  readonly meterName: (meter: string) => { readonly name: string };
  readonly onTakeTierBack: () => void;
  readonly onTakeLimitBack: (meter: string) => void;
}

/** What applies to a customer, since when and until when, and what operators gave. */
export function FactsView({ customer, tierName, meterName, onTakeTierBack, onTakeLimitBack }: FactsViewProps) {
  const { desk, format } = useDeskText();
  const { subscription, providerCustomerId, syncedAt, overrides, told } = customer;
  const { periodStart, periodEnd, accessUntil, cancelAt, scheduledTier } = subscription;
  const until = (instant: string | null) => (instant === null ? desk.untilTakenBack : format.dateTime(instant));
  return (
    <dl className="ps-desk-facts">
      <Fact label={desk.providerCustomer}>{providerCustomerId ?? desk.none}</Fact>
      <Fact label={desk.source.sync}>{syncedAt === null ? desk.never : format.dateTime(syncedAt)}</Fact>
      {periodStart && periodEnd && (
        <Fact label={desk.period}>{desk.change({ before: format.date(periodStart), after: format.date(periodEnd) })}</Fact>
      )}
      {accessUntil && <Fact label={desk.field.accessUntil}>{format.dateTime(accessUntil)}</Fact>}
      {cancelAt && <Fact label={desk.field.cancelAt}>{format.dateTime(cancelAt)}</Fact>}
      {scheduledTier && <Fact label={desk.field.scheduledTier}>{tierName(scheduledTier)}</Fact>}
      {told.access && (
        <Fact label={desk.told}>
          {tierName(told.access.tier)}
          {told.access.pending && ` (${desk.toldPending})`}
        </Fact>
      )}
      {overrides.tier && (
        <Fact label={desk.giveTier}>
          {desk.complimentary({ tier: tierName(overrides.tier.tier), until: until(overrides.tier.until) })} <q>{overrides.tier.reason}</q>{' '}
          <ActionButton size="1" isQuiet onClick={onTakeTierBack}>
            {desk.takeBack}
          </ActionButton>
        </Fact>
      )}
      {overrides.limits.map(({ meter, units, until: end, reason }) => (
        <Fact key={meter} label={meterName(meter).name}>
          {desk.raised({ units: format.number(units), until: until(end) })} <q>{reason}</q>{' '}
          <ActionButton size="1" isQuiet onClick={() => onTakeLimitBack(meter)}>
            {desk.takeBack}
          </ActionButton>
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

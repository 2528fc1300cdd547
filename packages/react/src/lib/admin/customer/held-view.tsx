'use client';
import type { MeterName } from '@plimsoll/contract';
import type { AdminCustomer } from '@plimsoll/contract/routes';
import { useDeskText } from '../desk-text.tsx';
import { Row } from '../rows/row.tsx';
import { RowsView } from '../rows/rows-view.tsx';
import { StatusBadge } from '../status-badge.tsx';

export interface HeldViewProps {
  readonly customer: Pick<AdminCustomer, 'reservations' | 'subscriptions'>;
  readonly meterName: (meter: string) => MeterName;
  readonly tierName: (tier: string) => string;
}

/** Units that are held now, and what the provider said of each subscription. */
export function HeldView({ customer: { reservations, subscriptions }, meterName, tierName }: HeldViewProps) {
  const { desk, format } = useDeskText();
  return (
    <>
      <h4>{desk.reservations}</h4>
      <RowsView rows={reservations} label={desk.reservations} empty={desk.reservationsEmpty}>
        {({ id, meter, units, userId, expiresAt }) => (
          <Row
            key={id}
            title={format.units(units, meterName(meter).unit)}
            facts={[userId && desk.by({ user: userId }), desk.expires({ time: format.dateTime(expiresAt) }), id]}
          />
        )}
      </RowsView>
      <h4>{desk.subscriptions}</h4>
      <RowsView rows={subscriptions} label={desk.subscriptions} empty={desk.subscriptionsEmpty}>
        {({ id, tier, productId, status, modifiedAt }) => (
          <Row
            key={id}
            title={tier === null ? productId : tierName(tier)}
            facts={[id, desk.modified({ time: format.dateTime(modifiedAt) })]}
            trail={<StatusBadge status={status} />}
          />
        )}
      </RowsView>
    </>
  );
}

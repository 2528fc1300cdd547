import {
  AuditListView,
  CustomerPageView,
  type CustomerPageViewProps,
  LedgerView,
  PaymentsView,
  SyncListView,
  TimelineView,
} from '@plimsoll/react/admin';
import { fn } from 'storybook/test';
import { auditRows, customer, entries, syncs, transitions } from './desk-fixtures.ts';
import { catalog, payments, tierName } from './fixtures.ts';

const meterName = (meter: string) => catalog.meters.find(({ id }) => id === meter) ?? { name: meter, unit: { one: meter, other: meter } };

/** The desk's page of a customer who was stopped, all parts of it filled. */
export function CustomerPage(props: Partial<CustomerPageViewProps>) {
  return (
    <CustomerPageView
      {...{ customer, tierName, meterName }}
      customerId="org_birch"
      onSync={fn()}
      onDeed={fn()}
      onExport={fn()}
      onBack={fn()}
      timeline={<TimelineView rows={transitions} tierName={tierName} />}
      ledger={<LedgerView rows={entries} meterName={meterName} hasMore onMore={fn()} />}
      payments={<PaymentsView rows={payments} hasMore onMore={fn()} />}
      syncs={<SyncListView rows={syncs.slice(0, 1)} />}
      audit={<AuditListView rows={auditRows} />}
      {...props}
    />
  );
}

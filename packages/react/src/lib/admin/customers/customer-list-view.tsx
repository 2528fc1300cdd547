'use client';
import type { AdminCustomerRow } from '@plimsoll/contract/routes';
import { TextField } from '@radix-ui/themes';
import { useId } from 'react';
import { ActionButton } from '../../components/action-button/action-button.tsx';
import { useDeskText } from '../desk-text.tsx';
import { Row } from '../rows/row.tsx';
import { type Paged, RowsView } from '../rows/rows-view.tsx';
import { StatusBadge } from '../status-badge.tsx';

export interface CustomerListViewProps extends Paged<AdminCustomerRow> {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onOpen: (customerId: string) => void;
  readonly tierName: (tier: string) => string;
}

/** All customers in the order of their ids, found by how their ids begin. */
export function CustomerListView({ search, onSearch, onOpen, tierName, ...paged }: CustomerListViewProps) {
  const { desk, format } = useDeskText();
  const searchId = useId();
  return (
    <div className="ps-desk-part">
      <label className="ps-desk-search" htmlFor={searchId}>
        <span className="ps-desk-label">{desk.search}</span>
        <TextField.Root id={searchId} type="search" value={search} maxLength={200} onChange={(event) => onSearch(event.target.value)} />
      </label>
      <RowsView {...paged} label={desk.sections.customers} empty={search === '' ? desk.customersEmpty : desk.customersNoMatch({ search })}>
        {({ customerId, tier, status, accessUntil, syncedAt }) => (
          <Row
            key={customerId}
            title={
              <ActionButton variant="ghost" aria-label={desk.openCustomer({ customer: customerId })} onClick={() => onOpen(customerId)}>
                <bdi>{customerId}</bdi>
              </ActionButton>
            }
            facts={[
              tierName(tier),
              accessUntil && desk.accessUntil({ time: format.date(accessUntil) }),
              syncedAt === null ? desk.neverSynced : desk.synced({ time: format.dateTime(syncedAt) }),
            ]}
            trail={<StatusBadge status={status} />}
          />
        )}
      </RowsView>
    </div>
  );
}

'use client';
import type { AdminSync } from '@plimsoll/contract/routes';
import { Badge } from '@radix-ui/themes';
import { useDeskText } from '../desk-text.tsx';
import { Row } from '../rows/row.tsx';
import { type Paged, RowsView } from '../rows/rows-view.tsx';

const colors = { changed: 'blue', unchanged: 'gray', failed: 'red' } as const satisfies Record<AdminSync['outcome'], string>;

/** The latest readings at the provider, newest first. */
export function SyncListView(paged: Paged<AdminSync>) {
  const { desk, format } = useDeskText();
  return (
    <RowsView {...paged} label={desk.sections.syncs} empty={desk.syncsEmpty}>
      {({ at, customerId, source, outcome, durationMs, error }, place) => (
        <Row
          // A customer may be read twice in one millisecond.
          key={`${at} ${customerId} ${place}`}
          title={<bdi>{customerId}</bdi>}
          facts={[format.dateTime(at), source, desk.took({ ms: format.number(durationMs) })]}
          trail={<Badge color={colors[outcome]}>{desk.outcome[outcome]}</Badge>}
        >
          {error !== null && <p className="ps-desk-error">{error}</p>}
        </Row>
      )}
    </RowsView>
  );
}

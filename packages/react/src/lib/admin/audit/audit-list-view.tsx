'use client';
import type { AdminAuditRow } from '@plimsoll/contract/routes';
import { describeSource } from '../customer/describe-source.ts';
import { useDeskText } from '../desk-text.tsx';
import { Row } from '../rows/row.tsx';
import { type Paged, RowsView } from '../rows/rows-view.tsx';

const SHOWN_OF_HASH = 12;

/** Who and what changed accounts, newest first. */
export function AuditListView(paged: Paged<AdminAuditRow>) {
  const { desk, format } = useDeskText();
  return (
    <RowsView {...paged} label={desk.sections.audit} empty={desk.auditEmpty}>
      {({ seq, at, action, customerId, source, reason, hash }) => (
        <Row
          key={seq}
          title={action}
          facts={[
            customerId,
            describeSource(source, desk),
            format.dateTime(at),
            desk.row({ seq: format.number(seq) }),
            hash.slice(0, SHOWN_OF_HASH),
          ]}
        >
          {reason !== null && (
            <p className="ps-hint">
              <q>{reason}</q>
            </p>
          )}
        </Row>
      )}
    </RowsView>
  );
}

'use client';
import type { MeterName } from '@plimsoll/contract';
import type { AdminEntry } from '@plimsoll/contract/routes';
import { Badge } from '@radix-ui/themes';
import { type DeskText, useDeskText } from '../desk-text.tsx';
import { Row } from '../rows/row.tsx';
import { type Paged, RowsView } from '../rows/rows-view.tsx';

export interface LedgerViewProps extends Paged<AdminEntry> {
  readonly meterName: (meter: string) => MeterName;
}

/** What the ledger holds of a customer, newest first. */
export function LedgerView({ meterName, ...paged }: LedgerViewProps) {
  const text = useDeskText();
  const { desk, format } = text;
  return (
    <RowsView {...paged} label={desk.ledger} empty={desk.ledgerEmpty}>
      {(entry) => {
        const { id, kind, meter, userId, state, requested, units, createdAt, late } = entry;
        return (
          <Row
            key={id}
            title={desk.entry({ kind: desk.entryKind[kind] ?? kind, units: format.units(units, meterName(meter).unit) })}
            facts={[
              format.dateTime(createdAt),
              userId && desk.by({ user: userId }),
              requested !== units && desk.asked({ count: format.number(requested) }),
              describeSplit(entry, text),
              late && desk.late,
              id,
            ]}
            trail={<Badge color={state === 'held' ? 'amber' : 'gray'}>{desk.entryState[state] ?? state}</Badge>}
          />
        );
      }}
    </RowsView>
  );
}

// Where all comes from one place, that place goes without saying.
function describeSplit({ split, units }: AdminEntry, { desk, format }: DeskText): string {
  const parts = (['allowance', 'credits', 'overage', 'overrun'] as const).filter((part) => split[part] > 0);
  if (parts.length === 1 && parts[0] === 'allowance' && split.allowance === units) return '';
  return parts.map((part) => `${format.number(split[part])} ${desk.split[part]}`).join(', ');
}

'use client';
import type { AdminParkedUsage } from '@plimsoll/contract/routes';
import { type DeskText, useDeskText } from '../desk-text.tsx';
import { readPages } from '../rows/read-pages.ts';
import { useDeed, useDeskPages } from '../use-desk.ts';
import { type DeskNames, useDeskNames } from '../use-desk-names.ts';
import { QueueView, type StuckRow } from './queue-view.tsx';
import { useAsking } from './use-asking.ts';
import { useChoice } from './use-choice.ts';

// As many as the server takes at once.
const MOST = 100;

/** Usage events that the provider refuses, to be sent again. */
export function UsageQueue() {
  const text = useDeskText();
  const { desk, format } = text;
  const { meterName } = useDeskNames();
  const pages = useDeskPages('GET /admin/outbox', {}, 'after');
  const choice = useChoice(MOST);
  const resend = useDeed('POST /admin/outbox/resend');
  const { rows, ...paged } = readPages(pages);
  const count = format.number(choice.chosen.size);
  const asking = useAsking(resend, (reason) => ({ eventIds: [...choice.chosen], confirm: true as const, reason }), choice.clear);
  return (
    <QueueView
      {...paged}
      {...choice}
      {...asking}
      rows={rows?.map((row) => describeUsage(row, text, meterName))}
      label={desk.sections.usage}
      empty={desk.usageEmpty}
      depth={pages.data?.pages[0]}
      words={{ one: desk.resend, many: desk.resendCount({ count }), title: desk.resendTitle({ count }), text: desk.resendText }}
      outcome={resend.data ? desk.resent({ count: format.number(resend.data.resent) }) : null}
    />
  );
}

function describeUsage(
  { eventId, customerId, meter, units, billableUnits, at, reason }: AdminParkedUsage,
  { desk, format }: DeskText,
  meterName: DeskNames['meterName'],
): StuckRow {
  const billed = billableUnits > 0 ? desk.billable({ count: format.number(billableUnits) }) : null;
  return {
    key: eventId,
    title: format.units(units, meterName(meter).unit),
    facts: [customerId, format.dateTime(at), billed, eventId],
    reason,
  };
}

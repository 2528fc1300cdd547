'use client';
import type { AdminDeadWebhook } from '@plimsoll/contract/routes';
import { type DeskText, useDeskText } from '../desk-text.tsx';
import { readPages } from '../rows/read-pages.ts';
import { useDeed, useDeskPages } from '../use-desk.ts';
import { QueueView, type StuckRow } from './queue-view.tsx';
import { useAsking } from './use-asking.ts';
import { useChoice } from './use-choice.ts';

// As many as the server takes at once.
const MOST = 100;

/** Webhooks that could not be applied, to be replayed. */
export function WebhookQueue() {
  const text = useDeskText();
  const { desk, format } = text;
  const pages = useDeskPages('GET /admin/inbox', {}, 'after');
  const choice = useChoice(MOST);
  const replay = useDeed('POST /admin/inbox/replay');
  const { rows, ...paged } = readPages(pages);
  const count = format.number(choice.chosen.size);
  const chosen = () => (rows ?? []).filter((row) => choice.chosen.has(keyOf(row))).map(({ provider, id }) => ({ provider, id }));
  const asking = useAsking(replay, (reason) => ({ webhooks: chosen(), confirm: true as const, reason }), choice.clear);
  return (
    <QueueView
      {...paged}
      {...choice}
      {...asking}
      rows={rows?.map((row) => describeWebhook(row, text))}
      label={desk.sections.webhooks}
      empty={desk.webhooksEmpty}
      depth={pages.data?.pages[0]}
      words={{ one: desk.replay, many: desk.replayCount({ count }), title: desk.replayTitle({ count }), text: desk.replayText }}
      outcome={replay.data ? desk.replayed({ count: format.number(replay.data.replayed) }) : null}
    />
  );
}

const keyOf = ({ provider, id }: AdminDeadWebhook) => `${provider} ${id}`;

function describeWebhook(row: AdminDeadWebhook, { desk, format }: DeskText): StuckRow {
  const { type, id, customerId, receivedAt, attempts, error } = row;
  const received = desk.received({ time: format.dateTime(receivedAt) });
  return {
    key: keyOf(row),
    title: type,
    facts: [customerId, received, desk.attempts({ count: format.number(attempts) }), id],
    reason: error,
  };
}

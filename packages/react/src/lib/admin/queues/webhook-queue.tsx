'use client';
import type { AdminDeadWebhook } from '@plimsoll/contract/routes';
import { useState } from 'react';
import { type DeskText, useDeskText } from '../desk-text.tsx';
import { readPages } from '../rows/read-pages.ts';
import { useDeed, useDeskPages } from '../use-desk.ts';
import { QueueView, type StuckRow } from './queue-view.tsx';
import { useChoice } from './use-choice.ts';

// As many as the server takes at once.
const MOST = 100;

/** Webhooks that could not be applied, to be replayed. */
export function WebhookQueue() {
  const text = useDeskText();
  const { desk, format } = text;
  const pages = useDeskPages('GET /admin/inbox', {}, 'after');
  const choice = useChoice(MOST);
  const [isAsking, setAsking] = useState(false);
  const replay = useDeed('POST /admin/inbox/replay');
  const { rows, ...paged } = readPages(pages);
  const count = format.number(choice.chosen.size);
  const confirm = () => {
    const webhooks = (rows ?? []).filter((row) => choice.chosen.has(keyOf(row))).map(({ provider, id }) => ({ provider, id }));
    replay.mutate(
      { webhooks, confirm: true },
      {
        onSuccess: () => {
          setAsking(false);
          choice.clear();
        },
      },
    );
  };
  return (
    <QueueView
      {...paged}
      {...choice}
      rows={rows?.map((row) => describeWebhook(row, text))}
      label={desk.sections.webhooks}
      empty={desk.webhooksEmpty}
      depth={pages.data?.pages[0]}
      words={{ one: desk.replay, many: desk.replayCount({ count }), title: desk.replayTitle({ count }), text: desk.replayText }}
      isBusy={replay.isPending}
      actionError={replay.error}
      outcome={replay.data ? desk.replayed({ count: format.number(replay.data.replayed) }) : null}
      {...{ isAsking }}
      onAsk={() => setAsking(true)}
      onConfirm={confirm}
      onCancel={() => setAsking(false)}
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

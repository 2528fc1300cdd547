import { systemRuntime } from '../../runtime/runtime.ts';
import type { Change, ChangeFeed } from '../../store.ts';
import { createChangeHub } from '../change-hub.ts';
import type { Engine } from './engine.ts';
import { createListener } from './listener.ts';
import type { PoolSource } from './pool.ts';

/** Versions of customers: raised inside a write, told of after it. */
export interface PostgresChanges {
  readonly feed: ChangeFeed;
  /** Tells the listeners of this process now and those of the others as soon as possible. */
  publish(changes: readonly Change[]): void;
  /** Stops listening, after everything that was published has been sent. */
  close(): Promise<void>;
}

interface Ground {
  readonly engine: Engine;
  readonly source: PoolSource;
  readonly schema: string;
}

// Nobody sees a meter move sooner than that.
const PAUSE_MS = 20;
// The server takes less than 8000 bytes. No id holds the control character.
const LONGEST_MESSAGE = 7900;
const PART = '\u001f';

/** Versions live in the tables; listeners hear of the changes of every process. */
export function createPostgresChanges({ engine, source, schema }: Ground): PostgresChanges {
  const hub = createChangeHub();
  const self = systemRuntime.uuid();
  const channel = `plimsoll:${schema}`;
  const waiting = new Map<string, Change>();
  let sending: Promise<void> | undefined;
  let closing = false;
  let endPause: () => void = () => undefined;
  const listener = createListener({
    source,
    channel,
    hear(payload) {
      if (!payload.startsWith(self)) hub.publish(payload.split(PART).slice(1).map(changeOf));
    },
  });

  const pause = () =>
    new Promise<void>((resolve) => {
      const stop = systemRuntime.later(resolve, PAUSE_MS);
      endPause = () => {
        stop();
        resolve();
      };
    });

  // At once after a quiet time, then one message now and then: what is published meanwhile goes together in the next one. A lost one is
  // allowed, the version tells.
  async function send(): Promise<void> {
    while (waiting.size > 0) {
      const payloads = messagesOf(self, waiting.values());
      waiting.clear();
      await engine.database.read('notify-changes', { channel, payloads }).catch(() => undefined);
      if (!closing) await pause();
    }
    sending = undefined;
  }

  return {
    feed: {
      version: async (customerId) => (await engine.read<{ version: number }>('read-version', { customerId }))[0]?.version ?? 0,
      subscribe(heard) {
        listener.start();
        return hub.subscribe(heard);
      },
    },
    publish(changes) {
      hub.publish(changes);
      for (const change of changes) {
        const key = `${change.about} ${change.customerId}`;
        if (change.version > (waiting.get(key)?.version ?? -1)) waiting.set(key, change);
      }
      if (waiting.size > 0) sending ??= send();
    },
    async close() {
      closing = true;
      endPause();
      await sending;
      listener.stop();
    },
  };
}

/** Messages of the length that the server takes, each with as many changes as fit. */
function messagesOf(sender: string, changes: Iterable<Change>): string[] {
  const messages: string[] = [];
  let message = '';
  let room = 0;
  for (const { version, about, customerId } of changes) {
    const text = `${PART}${version} ${about} ${customerId}`;
    const length = Buffer.byteLength(text);
    if (length > room) {
      if (message !== '') messages.push(message);
      message = sender;
      room = LONGEST_MESSAGE - Buffer.byteLength(sender);
    }
    message += text;
    room -= length;
  }
  return message === '' ? messages : [...messages, message];
}

function changeOf(text: string): Change {
  const [version = '', about = '', ...customerId] = text.split(' ');
  return { customerId: customerId.join(' '), version: Number(version), about: about === 'snapshot' ? 'snapshot' : 'ledger' };
}

import type { Context } from '../context.ts';
import { createRecentMap } from '../spill/recent-map.ts';
import { announceLevels } from './announce-levels.ts';
import { createLooks } from './create-looks.ts';
import type { OnLevelChange } from './level-change.ts';
import type { LevelWatch } from './level-watch.ts';

const PAGE = 100;
const LOOKS_AT_ONCE = 10;
const RETRY_MS = 30_000;
const MOST_KNOWN = 50_000;
// Other instances use up the same balance: a look is due when this one alone has used a quarter of what was left to the next level.
const SHARE_OF_ROOM = 0.25;

/** A host without the hook has nothing to be told. */
export function createLevelWatch(contextOf: () => Context, onLevelChange: OnLevelChange | undefined): LevelWatch {
  if (onLevelChange === undefined) return { note() {}, noteCustomer() {}, round: async () => false };
  const rooms = createRecentMap<{ left: number }>(MOST_KNOWN);
  const allMeters = () => Object.keys(contextOf().catalog.meters);
  let after = '';

  const look = async (customerId: string, meters: readonly string[]): Promise<void> => {
    const { levels, settled } = await announceLevels(contextOf(), onLevelChange, { customerId, meters });
    for (const { meter, room } of levels) rooms.set(keyOf({ customerId, meter }), { left: room * SHARE_OF_ROOM });
    if (!settled) contextOf().runtime.later(() => looks.ask(customerId, meters), RETRY_MS);
  };
  const looks = createLooks(contextOf, { atOnce: LOOKS_AT_ONCE, look });

  return {
    note(entry) {
      if (entry.state === 'reserved' || entry.state === 'released' || entry.state === 'expired') return;
      const room = rooms.get(keyOf(entry));
      const rises = entry.kind === 'grant' || entry.state === 'refunded';
      if (room !== undefined && !rises) {
        room.left -= entry.units;
        if (room.left > 0) return;
      }
      looks.ask(entry.customerId, [entry.meter]);
    },
    noteCustomer: (customerId) => looks.ask(customerId, allMeters()),
    async round() {
      const page = await contextOf().store.snapshots.list({ after, limit: PAGE });
      for (let at = 0; at < page.length; at += LOOKS_AT_ONCE)
        await Promise.all(page.slice(at, at + LOOKS_AT_ONCE).map((customerId) => look(customerId, allMeters())));
      after = page.length === PAGE ? (page.at(-1) ?? '') : '';
      return page.length === PAGE;
    },
  };
}

function keyOf({ customerId, meter }: { customerId: string; meter: string }): string {
  return `${customerId}\u0000${meter}`;
}

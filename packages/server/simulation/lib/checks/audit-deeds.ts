import type { Stage } from '../actors/stage.ts';
import type { Deed } from '../oracle/deeds.ts';
import type { Page } from '../oracle/page.ts';

/** Holds what the clients were told against what the ledger did. */
export async function auditDeeds({ deeds, watch, world }: Stage): Promise<void> {
  for (const deed of deeds.all()) {
    if (deed.vague) continue;
    const fault = compare(deed, watch.book.page(deed.customerId, deed.id));
    if (fault !== null) world.violate('an-acknowledged-deed-counts-once', `${deed.kind} ${deed.id} of ${deed.customerId}: ${fault}`);
  }
}

function compare({ outcome, units }: Deed, page: Page | undefined): string | null {
  const state = page?.state ?? 'absent';
  const counted = state === 'committed' || state === 'refunded';
  switch (outcome) {
    case 'open':
      return 'it never ended';
    case 'counted':
      return state === 'committed' && page?.units === units ? null : `${units} units were acknowledged; it is ${state} with ${page?.units}`;
    case 'refunded':
      return state === 'refunded' ? null : `was refunded; it is ${state}`;
    case 'nothing':
      return counted ? `came to nothing; ${page?.units} units are counted` : null;
    case 'unknown':
      return state === 'committed' && page?.units !== units ? `asked for ${units} units; ${page?.units} are counted` : null;
    default:
      return outcome satisfies never;
  }
}

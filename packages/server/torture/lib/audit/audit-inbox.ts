import type { Store } from '../../../src/index.ts';

const PAGE = 200;

/** Asks the inbox for every webhook that was acknowledged: none may be unknown. */
export async function auditInbox(store: Store, acknowledged: ReadonlySet<string>): Promise<string[]> {
  const ids = [...acknowledged];
  const problems: string[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const page = ids.slice(start, start + PAGE);
    const known = await Promise.all(page.map((id) => store.inbox.insert(probeOf(id))));
    page.forEach((id, index) => {
      if (known[index] !== 'seen') problems.push(`The webhook ${id} was acknowledged and is lost.`);
    });
  }
  return problems;
}

// An insert of what is there changes nothing and says so: the one question that every store answers.
function probeOf(id: string): Parameters<Store['inbox']['insert']>[0] {
  const occurredAt = new Date(0).toISOString();
  return { provider: 'polar', id, type: 'audit', occurredAt, customerId: null, providerCustomerId: null, effect: { kind: 'none' } };
}

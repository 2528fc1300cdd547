import { setTimeout as delay } from 'node:timers/promises';
import type { Customer } from '../customers.ts';

/** What a customer has, as a line. */
export interface Access {
  readonly tier: string;
  readonly status: string;
}

const DEADLINE_MS = 10_000;
const NEWCOMER: Access = { tier: 'free', status: 'none' };

export interface AccessAudit {
  readonly url: string;
  readonly customers: readonly Customer[];
  /** What the host's hook was told last. */
  readonly told: ReadonlyMap<string, Access>;
}

/** Holds what the host was told last against what each customer sees; what is still under way gets a moment. */
export async function auditAccess({ url, customers, told }: AccessAudit): Promise<string[]> {
  for (const deadline = performance.now() + DEADLINE_MS; ; await delay(200)) {
    const problems: string[] = [];
    for (const { id } of customers) {
      const { tier, subscription, mode } = await readState(url, id);
      const heard = told.get(id) ?? NEWCOMER;
      if (mode !== 'live') problems.push(`${id} is still served in mode ${mode}.`);
      if (heard.tier !== tier || heard.status !== subscription.status)
        problems.push(`${id} has ${tier}/${subscription.status}, the host was told ${heard.tier}/${heard.status}.`);
    }
    if (problems.length === 0 || performance.now() > deadline) return problems;
  }
}

async function readState(url: string, customerId: string) {
  const response = await fetch(`${url}/api/billing/state`, { headers: { authorization: customerId } });
  return (await response.json()) as { tier: string; subscription: { status: string }; mode: string };
}

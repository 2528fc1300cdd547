import { setTimeout as delay } from 'node:timers/promises';
import type { Customer } from '../customers.ts';

/** What a customer has, as a line. */
export interface Access {
  readonly tier: string;
  readonly status: string;
}

const LOOKS = 20;
const LOOK_MS = 200;
// Longer than the lease of a process that died while it told the host.
const JUMP_MS = 31_000;
const NEWCOMER: Access = { tier: 'free', status: 'none' };

export interface AccessAudit {
  readonly url: string;
  readonly customers: readonly Customer[];
  /** What the host's hook was told last. */
  readonly told: ReadonlyMap<string, Access>;
  readonly jump: (ms: number) => void;
}

/** Holds what the host was told last against what each customer sees; what is still under way gets a moment. */
export async function auditAccess({ url, customers, told, jump }: AccessAudit): Promise<string[]> {
  for (let look = 1; ; look += 1) {
    const problems: string[] = [];
    for (const { id } of customers) {
      const { tier, subscription, mode } = await readState(url, id);
      const heard = told.get(id) ?? NEWCOMER;
      if (mode !== 'live') problems.push(`${id} is still served in mode ${mode}.`);
      if (heard.tier !== tier || heard.status !== subscription.status)
        problems.push(`${id} has ${tier}/${subscription.status}, the host was told ${heard.tier}/${heard.status}.`);
    }
    if (problems.length === 0 || look > LOOKS) return problems;
    if (look % 5 === 0) jump(JUMP_MS);
    await delay(LOOK_MS);
  }
}

async function readState(url: string, customerId: string) {
  const response = await fetch(`${url}/api/billing/state`, { headers: { authorization: customerId } });
  return (await response.json()) as { tier: string; subscription: { status: string }; mode: string };
}

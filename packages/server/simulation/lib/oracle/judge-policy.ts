import { statedLimits } from '@plimsoll/contract';
import type { Policy } from '../../../src/lib/ledger/command.ts';
import { catalog } from '../catalog.ts';
import type { World } from '../engine/world.ts';

/** From the reading of the clock to the decision, at the longest: slow calls, and a sleep between. */
const LONGEST_WAY_MS = 3 * 60_000;

interface Judged {
  readonly kind: string;
  readonly customerId: string;
  readonly policy: Policy;
  readonly meter?: string;
}

/** Holds what a command is decided by against the tiers that the customer ever had and the windows that were open. */
export function judgePolicy(world: World, { kind, customerId, policy, meter }: Judged, tiersEver: ReadonlySet<string> | null): void {
  if (tiersEver !== null && meter !== undefined && !isOfSomeTier(policy, meter, tiersEver))
    world.violate('no-tier-that-was-never-bought', `${kind} of ${customerId} under ${JSON.stringify(policy)}`);
  judgeWindows(world, policy);
}

// The clock was read at some time between the question and now. A period begins when the provider says so.
function judgeWindows(world: World, { limits }: Policy): void {
  for (const { window } of limits) {
    const [kind = '', start = ''] = window.split(/:(.*)/s);
    if (kind === 'period') continue;
    const isOpen = start >= day(world.nowAgo(LONGEST_WAY_MS), start) && start <= day(world.now(), start);
    if (!isOpen) world.violate('windows-go-by-the-clock-of-the-store', `${window} at ${day(world.now(), start)}`);
  }
}

// As long a part of the instant as the window's name has.
function day(at: number, start: string): string {
  return new Date(at).toISOString().slice(0, start.length);
}

function isOfSomeTier(policy: Policy, meter: string, tiers: ReadonlySet<string>): boolean {
  const found = shapeOf(policy);
  return [catalog.fallbackTier, ...tiers].some((tier) => shapeOfTier(tier, meter) === found);
}

function shapeOf({ limits, overage }: Policy): string {
  const plain = limits.map(({ window, units }) => `${window.startsWith('day:') ? 'day' : 'period'}:${units}`);
  return `${plain.join()} ${overage === 'block'}`;
}

function shapeOfTier(tier: string, meter: string): string {
  const definition = catalog.tiers[tier];
  const limits = statedLimits(definition?.allowances[meter] ?? 0);
  const plain = limits.length === 0 ? ['period:null'] : limits.map(({ window, units }) => `${window}:${units}`);
  return `${plain.join()} ${definition?.overage?.[meter] === undefined}`;
}

import type { Policy, PolicyLimit } from '../../ledger/command.ts';

// The engine gives the same object for the same standing.
const texts = new WeakMap<Policy, string>();

/** A policy as the scripts keep it (`parts/policy.lua`). */
export function textOfPolicy(policy: Policy): string {
  const known = texts.get(policy);
  if (known !== undefined) return known;
  const { limits, overage, shadow } = policy;
  const parts = [limits.flatMap(({ window, units }) => [window, units]), overage === 'block' ? overage : [overage.cap]];
  const text = JSON.stringify(shadow === undefined ? parts : [...parts, shadow]);
  texts.set(policy, text);
  return text;
}

/** The policy that a text says. */
export function policyOfText(text: string): Policy {
  const [flat, overage, shadow] = JSON.parse(text) as [(string | number | null)[], 'block' | [number | null], boolean?];
  const limits: PolicyLimit[] = [];
  for (let index = 0; index < flat.length; index += 2)
    limits.push({ window: String(flat[index]), units: flat[index + 1] as number | null });
  const [primary, ...others] = limits;
  if (primary === undefined) throw new Error('A policy that is kept has a limit.');
  return {
    limits: [primary, ...others],
    overage: overage === 'block' ? overage : { cap: overage[0] },
    ...(shadow === undefined ? {} : { shadow }),
  };
}

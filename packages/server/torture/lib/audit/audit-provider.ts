import type { IngestedEvent } from '@plimsoll/polar-emulator';
import type { DueEvent } from './audit-deeds.ts';

/** Holds the provider's usage events against those that are due: each there once, alike, and no other; then their sums. */
export function auditProvider(events: readonly IngestedEvent[], due: readonly DueEvent[]): string[] {
  const problems: string[] = [];
  const byId = new Map(events.map((event) => [event.externalId, event]));
  for (const expected of due) {
    const event = byId.get(expected.id);
    if (event === undefined) problems.push(`The provider never heard of ${JSON.stringify(expected)}.`);
    else if (!isSame(event, expected)) problems.push(`The provider has ${JSON.stringify(event)} for ${JSON.stringify(expected)}.`);
  }
  if (byId.size !== events.length) problems.push('The provider took one event id twice.');
  if (events.length !== due.length) problems.push(`The provider has ${events.length} usage events, ${due.length} are due.`);
  return [...problems, ...compareSums(events, due)];
}

function isSame({ externalCustomerId, name, metadata }: IngestedEvent, { customerId, meter, units, billableUnits }: DueEvent): boolean {
  return externalCustomerId === customerId && name === meter && metadata['units'] === units && metadata['billable_units'] === billableUnits;
}

function compareSums(events: readonly IngestedEvent[], due: readonly DueEvent[]): string[] {
  const told = sum(
    events.map(({ externalCustomerId, name, metadata }) => ({ name: `${externalCustomerId} ${name}`, units: Number(metadata['units']) })),
  );
  const owed = sum(due.map(({ customerId, meter, units }) => ({ name: `${customerId} ${meter}`, units })));
  return [...new Set([...told.keys(), ...owed.keys()])]
    .filter((name) => told.get(name) !== owed.get(name))
    .map((name) => `${name}: the provider sums ${told.get(name) ?? 0} units, the clients ${owed.get(name) ?? 0}.`);
}

function sum(rows: readonly { name: string; units: number }[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { name, units } of rows) sums.set(name, (sums.get(name) ?? 0) + units);
  return sums;
}

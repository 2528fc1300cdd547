import type { LedgerCommand, Policy } from '../../ledger/command.ts';
import { textOfPolicy } from './wire-policy.ts';

type Field = string | number | boolean;

/** What an entry is called in its bucket. Ids hold no slash. */
export function nameOfEntry({ customerId, id }: { customerId: string; id: string }): string {
  return `${customerId}/${id}`;
}

/** What `apply.lua` is given for commands of one bucket: every name once, and fields that say which by its number, from 1. */
export function parametersOf(commands: readonly LedgerCommand[]): { customers: readonly string[]; args: readonly string[] } {
  const [entries, customers, accounts] = [createNames(), createNames(), createNames()];
  const rules = createRules();
  const fields: Field[] = [];
  const texts = commands.map((command) => {
    const { customerId } = command;
    const rule = 'policy' in command && rules.placeOf(command.policy, !('meter' in command));
    fields.push(command.kind, entries.numberOf(nameOfEntry(command)), customers.numberOf(customerId));
    pushOwn(fields, command, rule);
    if ('meter' in command && 'policy' in command) {
      for (const { window } of command.policy.limits) fields.push(accounts.numberOf(`${customerId}/${command.meter}/${window}`));
    }
    return givenText(command);
  });
  const lists = [entries.all, customers.all, accounts.all, rules.texts.length, rules.all, fields];
  return { customers: customers.all, args: [JSON.stringify(lists), ...rules.texts, ...texts] };
}

interface Rules {
  readonly all: readonly Field[];
  readonly texts: readonly string[];
  /** The place of a policy in the list, from 1. `whole`: its text is needed as well. */
  placeOf(policy: Policy, whole: boolean): number;
}

/** What policies say (`parts/fields.lua`), each once. */
function createRules(): Rules {
  const places = new Map<string, { place: number; number: number }>();
  const all: Field[] = [];
  const texts: string[] = [];
  return {
    all,
    texts,
    placeOf(policy, whole) {
      const text = textOfPolicy(policy);
      const known = places.get(text) ?? { place: all.length + 1, number: texts.push('') };
      if (whole) texts[known.number - 1] = text;
      if (!places.has(text)) all.push(known.number, ...ruleOf(policy));
      places.set(text, known);
      return known.place;
    },
  };
}

function ruleOf({ limits, overage, shadow }: Policy): Field[] {
  return [overage !== 'block' && (overage.cap ?? -1), shadow === true, limits.length, ...limits.map(({ units }) => units ?? false)];
}

/** Gives every name its number among the different ones. */
function createNames(): { readonly all: readonly string[]; numberOf(name: string): number } {
  const numbers = new Map<string, number>();
  const all: string[] = [];
  return {
    all,
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      const number = all.push(name);
      numbers.set(name, number);
      return number;
    },
  };
}

/** Meter, units, policy, event id, time to live and attempt; false for what a command does not have. */
function pushOwn(fields: Field[], command: LedgerCommand, rule: Field): void {
  switch (command.kind) {
    case 'spend':
    case 'record':
      fields.push(command.meter, command.units, rule, false, false, false);
      return;
    case 'reserve':
      fields.push(command.meter, command.units, rule, false, command.ttlMs, false);
      return;
    case 'extend':
      fields.push(false, command.units ?? false, rule, false, command.ttlMs ?? false, false);
      return;
    case 'commit':
      fields.push(false, command.units ?? false, rule, command.eventId, false, command.attempt ?? false);
      return;
    case 'release':
      fields.push(false, false, false, false, false, command.attempt ?? false);
      return;
    case 'refund':
      fields.push(false, false, false, false, false, false);
      return;
    case 'grant':
    case 'revoke':
      fields.push(command.meter, command.units, false, false, false, false);
      return;
    default:
      command satisfies never;
  }
}

/** The end of the text of the entry that a command may begin (`parts/entry.lua`): what the entry has from it. */
function givenText(command: LedgerCommand): string {
  switch (command.kind) {
    case 'spend':
    case 'record':
      return endOf([command.kind, command.meter, command.userId, command.units, command.eventId], command.policy);
    case 'reserve':
      return endOf([command.kind, command.meter, command.userId, command.units, null], command.policy);
    case 'grant':
      return endOf([command.kind, command.meter, null, command.units, null], null);
    default:
      return '';
  }
}

const quoted = new WeakMap<Policy, string>();

function endOf(given: readonly (string | number | null)[], policy: Policy | null): string {
  return `${JSON.stringify(given).slice(1, -1)},${policy === null ? 'null' : quotedText(policy)}]`;
}

function quotedText(policy: Policy): string {
  const known = quoted.get(policy) ?? JSON.stringify(textOfPolicy(policy));
  quoted.set(policy, known);
  return known;
}

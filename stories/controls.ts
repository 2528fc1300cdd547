import {
  balanceOf,
  catalog,
  exhausted,
  freeState,
  inDays,
  jobDescriptions,
  limit,
  longMeter,
  low,
  overage,
  serverAway,
  stateOf,
  unlimited,
  yearly,
} from './fixtures.ts';

/** How a prop is changed on the panel of controls. */
export interface Control {
  readonly control: false | { readonly type: 'boolean' | 'text' | 'number' | 'object' | 'select' | 'inline-radio' };
  readonly options?: readonly string[];
  /** What each of the options stands for. */
  readonly mapping?: Readonly<Record<string, unknown>>;
  readonly table?: { readonly category: string };
}

/** A control for every prop: it does not compile when one is missing. */
export function controlsOf<Props>(controls: { readonly [Name in keyof Required<Props>]: Control }): {
  -readonly [Name in keyof Required<Props>]: Control;
} {
  return { ...controls };
}

export const toggle: Control = { control: { type: 'boolean' } };
export const words: Control = { control: { type: 'text' } };
export const count: Control = { control: { type: 'number' } };
export const data: Control = { control: { type: 'object' } };

/** Deliberately no control: what is called is seen on the panel of actions. */
export const callback: Control = { control: false, table: { category: 'Callbacks' } };
/** Deliberately no control: a function or a part of a page that a panel cannot write down. */
export const code: Control = { control: false, table: { category: 'From code' } };

/** One of a few words. */
export function choice(...options: readonly string[]): Control {
  return { control: { type: 'inline-radio' }, options };
}

/** One of a few values, each by what it stands for. */
export function pick(values: Readonly<Record<string, unknown>>): Control {
  return { control: { type: 'select' }, options: Object.keys(values), mapping: values };
}

export const failure = pick({ None: undefined, 'The server is away': serverAway });
export const meter = pick({ 'Job descriptions': jobDescriptions, 'A long word': longMeter, Loading: undefined });
export const balance = pick({
  Ok: balanceOf(),
  Low: low,
  Exhausted: exhausted,
  Overage: overage,
  Unlimited: unlimited,
  'Not included': null,
  Loading: undefined,
});
export const offer = pick({
  'A larger plan': limit.offer,
  'A pack': { kind: 'pack', pack: 'more', name: '20 more', units: 20, price: { amount: 1900, currency: 'USD' } },
  'Sold by people': { kind: 'tier', tier: 'enterprise', name: 'Enterprise', price: null, contactUrl: 'mailto:sales@acme.example' },
  'Nothing is sold': null,
});
export const state = pick({
  Active: stateOf(),
  Trial: stateOf({ subscription: { status: 'trialing', trialEnd: inDays(2), periodEnd: inDays(2) } }),
  'Past due': stateOf({ subscription: { status: 'past_due', accessUntil: inDays(5) } }),
  Unpaid: stateOf({ subscription: { status: 'unpaid' } }),
  'Payment open': stateOf({ tier: 'free', subscription: { status: 'incomplete' } }),
  Ends: stateOf({ subscription: { cancelAt: inDays(11), accessUntil: inDays(11) } }),
  'No subscription': freeState,
  'May not manage billing': stateOf({ canManageBilling: false }),
  Loading: undefined,
});
export const plans = pick({
  Monthly: catalog,
  'Monthly and yearly': yearly,
  'Nothing is sold': { ...catalog, tiers: [] },
  Loading: undefined,
});

import { isLive } from '@plimsoll/contract';
import type { ProviderCheckout, ProviderEffect, ProviderEvent, ProviderSubscription } from '../../../src/index.ts';
import type { UsageEvent } from '../../../src/lib/ledger/entry.ts';
import type { ProviderOrder } from '../../../src/lib/provider.ts';

/** A statement, and when it was made by the provider's clock. */
export interface Version {
  readonly madeAt: number;
  readonly statement: ProviderSubscription;
}

interface Party {
  readonly providerCustomerId: string;
  readonly boundAt: number;
  /** The versions of each subscription, oldest first. */
  readonly subscriptions: Map<string, Version[]>;
  readonly orders: { readonly madeAt: number; readonly order: ProviderOrder }[];
}

export type Checkout = ProviderCheckout & { readonly customerId: string; readonly madeAt: number };

/** What the provider keeps: the truth that everything else is held against. */
export interface Model {
  readonly parties: Map<string, Party>;
  readonly checkouts: Map<string, Checkout>;
  /** Usage by event id: the same id is taken once. */
  readonly usage: Map<string, UsageEvent>;
  bind(customerId: string): Party;
  /** The newest statement about each subscription of a customer. */
  subscriptionsOf(customerId: string): ProviderSubscription[];
  find(subscriptionId: string): ProviderSubscription | null;
  /** Makes a new statement and announces it. */
  state(statement: Omit<ProviderSubscription, 'modifiedAt'>, at: number): ProviderSubscription;
  order(customerId: string, pack: string): void;
  /** How many statements and orders there ever were. */
  changes(): number;
  /** How many readings came from a copy that lagged. */
  staleReads: number;
  nextId(kind: string): string;
}

export interface ModelOptions {
  readonly now: () => number;
  readonly announce: (event: Omit<ProviderEvent, 'provider' | 'id' | 'occurredAt'>) => void;
}

export function createModel({ now, announce }: ModelOptions): Model {
  const parties = new Map<string, Party>();
  let ids = 0;
  const nextId = (kind: string) => {
    ids += 1;
    return `${kind}_${ids}`;
  };
  const tell = (customerId: string, type: string, effect: ProviderEffect) =>
    announce({ type, effect, customerId, providerCustomerId: model.bind(customerId).providerCustomerId });

  let changes = 0;
  const model: Model = {
    changes: () => changes,
    staleReads: 0,
    ...{ parties, nextId, checkouts: new Map(), usage: new Map() },
    bind(customerId) {
      const known = parties.get(customerId);
      if (known !== undefined) return known;
      const party: Party = { providerCustomerId: `pc-${customerId}`, boundAt: now(), subscriptions: new Map(), orders: [] };
      parties.set(customerId, party);
      return party;
    },
    subscriptionsOf: (customerId) => latest(parties.get(customerId)),
    find: (id) => [...parties.values()].flatMap(latest).find((statement) => statement.id === id) ?? null,
    state(facts, at) {
      const customerId = facts.customerId ?? '';
      const { subscriptions } = model.bind(customerId);
      const versions = subscriptions.get(facts.id) ?? [];
      subscriptions.set(facts.id, versions);
      const statement: ProviderSubscription = { ...facts, modifiedAt: instantOf(at, versions.length) };
      versions.push({ madeAt: at, statement });
      changes += 1;
      tell(customerId, versions.length === 1 ? 'subscription.created' : 'subscription.updated', {
        kind: 'subscription',
        subscription: statement,
      });
      tell(customerId, 'customer.state_changed', {
        kind: 'customer',
        subscriptions: latest(parties.get(customerId)).filter(isListed).map(listed),
      });
      return statement;
    },
    order(customerId, pack) {
      const at = instantOf(now(), 0);
      const money = { description: pack, amount: 100, currency: 'USD', refundedAmount: 0 };
      const order: ProviderOrder = {
        ...{ id: nextId('order'), kind: 'pack', item: pack, productId: `product-${pack}`, ...money },
        ...{ status: 'paid', createdAt: new Date(now()).toISOString(), modifiedAt: at },
      };
      model.bind(customerId).orders.push({ madeAt: now(), order });
      tell(customerId, 'order.paid', { kind: 'reread' });
    },
  };
  return model;
}

function latest(party: Party | undefined): ProviderSubscription[] {
  return [...(party?.subscriptions.values() ?? [])].flatMap((versions) => versions.at(-1)?.statement ?? []).reverse();
}

// As Polar does: the list of a customer's state has neither what is past due nor what is scheduled.
function isListed({ status }: ProviderSubscription): boolean {
  return isLive(status) && status !== 'past_due';
}

function listed(statement: ProviderSubscription): ProviderSubscription {
  return { ...statement, scheduledTier: undefined };
}

// Finer than milliseconds, as Polar's are: two changes of one instant still have an order.
function instantOf(at: number, version: number): string {
  return new Date(at).toISOString().replace('Z', `${String(version % 1000).padStart(3, '0')}Z`);
}

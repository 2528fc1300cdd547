/** One kind of key that the store keeps. */
export interface StoredKey {
  /** `<bucket>` is `{<prefix>:b<number>}`: the hash tag that keeps a bucket in one slot of a cluster. */
  readonly name: string;
  readonly type: 'hash' | 'list' | 'set' | 'string' | 'zset';
  readonly holds: string;
  /** How long it stays. */
  readonly life: string;
}

const QUEUE_LIFE = 'until the provider took the event, or for ever when a person has to look at it';

/** Every key of an installation: what there is to see on its server. `parts/*.lua` make the names. */
export const STORED_KEYS: readonly StoredKey[] = [
  {
    name: '<bucket>:heads',
    type: 'hash',
    holds: 'by customer, in MessagePack: the version; while reservations are held also how many, and an instant before which none ends',
    life: 'for ever',
  },
  {
    name: '<bucket>:accounts',
    type: 'hash',
    holds:
      'by `<customer>/<meter>/<window>`, in MessagePack: used; unless all of them are 0 also reserved, granted, fromCredits, overage, overageReserved, overrun',
    life: 'for ever',
  },
  {
    name: '<bucket>:entries',
    type: 'hash',
    holds: 'by `<customer>/<id>`: what a command did and answers again, a JSON list (`parts/entry.lua` has its order)',
    life: 'until `prune` forgets it; grants, and what was taken back, for ever',
  },
  {
    name: '<bucket>:journal',
    type: 'list',
    holds: 'names of entries that were committed, oldest first, and `/[...]` for what a refund takes out of the history',
    life: 'until it is sorted into outbox, history and settled, by whoever reads one of those',
  },
  { name: '<bucket>:amendments', type: 'string', holds: 'how many rows of the journal tell no event', life: 'for ever' },
  { name: '<bucket>:due', type: 'zset', holds: 'names of entries that are held, by the end of their time', life: 'until they end' },
  {
    name: '<bucket>:settled',
    type: 'zset',
    holds: 'names of answers that may be forgotten, by when they were settled',
    life: 'as the entry',
  },
  {
    name: '<bucket>:days:<customer>\\0<meter>',
    type: 'zset',
    holds: 'days that have a history, by their first millisecond',
    life: 'for ever',
  },
  {
    name: '<bucket>:history:<customer>\\0<meter>\\0<day>',
    type: 'hash',
    holds: 'units by `<first millisecond of the hour>\\0<user>`; no user is the empty text',
    life: 'for ever',
  },
  { name: '<bucket>:outbox:seq', type: 'string', holds: 'the last number given to an event', life: 'for ever' },
  { name: '<bucket>:outbox:event', type: 'hash', holds: 'usage events as JSON, by number', life: QUEUE_LIFE },
  { name: '<bucket>:outbox:due', type: 'zset', holds: 'numbers of events that wait, by when they may be claimed', life: QUEUE_LIFE },
  { name: '<bucket>:outbox:age', type: 'zset', holds: 'the same numbers, by since when they wait', life: QUEUE_LIFE },
  { name: '<bucket>:outbox:token', type: 'hash', holds: 'the lease that an event is under, by number', life: 'until the lease ends' },
  {
    name: '<bucket>:outbox:lease:<token>',
    type: 'hash',
    holds: 'the ids of the events of one lease, by number',
    life: 'until the lease ends',
  },
  { name: '<bucket>:outbox:attempts', type: 'hash', holds: 'how often an event was claimed, by number', life: QUEUE_LIFE },
  { name: '<bucket>:outbox:parked', type: 'zset', holds: 'numbers of events that the provider refuses, by since when', life: QUEUE_LIFE },
  { name: '<bucket>:outbox:reason', type: 'hash', holds: 'why it refuses them, by number', life: QUEUE_LIFE },
  {
    name: '<bucket>:snapshot:<customer>',
    type: 'hash',
    holds: '`revision`, and `document`: what is known of the customer, as JSON',
    life: 'for ever',
  },
  { name: '<bucket>:customers', type: 'zset', holds: 'customers that have a snapshot, all with score 0', life: 'for ever' },
  { name: '<bucket>:binding:<provider>\\0<id>', type: 'set', holds: 'customers that may have this id at the provider', life: 'for ever' },
  {
    name: '<bucket>:payments:<customer>',
    type: 'hash',
    holds: 'payments by their id: `<version> <JSON>`, without address, tax id or card',
    life: 'for ever',
  },
  { name: '<bucket>:payment-order:<customer>', type: 'zset', holds: 'the same as `<created at> <id>`, all with score 0', life: 'for ever' },
  {
    name: '<bucket>:record:<key>',
    type: 'hash',
    holds: '`value` as JSON, `revision`, and `expiresAt` in milliseconds or empty',
    life: 'until `expiresAt`',
  },
  { name: '<bucket>:revision', type: 'string', holds: 'the last revision given to a record of the bucket', life: 'for ever' },
  {
    name: '{<prefix>:inbox}:row:<provider>\\0<id>',
    type: 'hash',
    holds: 'a webhook: its event, attempts, token and outcome',
    life: 'until it is pruned',
  },
  { name: '{<prefix>:inbox}:due', type: 'zset', holds: 'webhooks that wait, by when they may be claimed', life: 'until they end' },
  { name: '{<prefix>:inbox}:age', type: 'zset', holds: 'the same, by when they came', life: 'until they end' },
  { name: '{<prefix>:inbox}:dead', type: 'zset', holds: 'webhooks that a person has to look at', life: 'until they are revived' },
  { name: '{<prefix>:inbox}:ended', type: 'zset', holds: 'webhooks that ended, by when', life: 'until they are pruned' },
  { name: '{<prefix>:inbox}:seq', type: 'string', holds: 'the last number given to a webhook', life: 'for ever' },
  {
    name: '{<prefix>:audit}:rows',
    type: 'hash',
    holds: 'the audit log, by place from 1: a JSON list of id, customer, content and hash, which covers the content and the hash before',
    life: 'for ever',
  },
  {
    name: '{<prefix>:audit}:personal',
    type: 'hash',
    holds: 'by place, what an erasure forgets of a row: whom it concerns and why; the content holds a digest of it',
    life: 'until the customer is erased',
  },
  { name: '{<prefix>:audit}:ids', type: 'hash', holds: 'places by the id of the change', life: 'for ever' },
  { name: '{<prefix>:audit}:of:<customer>', type: 'zset', holds: 'places of the rows that concern a customer', life: 'for ever' },
  { name: '{<prefix>:notes}:format', type: 'string', holds: 'the format of what is stored', life: 'for ever' },
  { name: '{<prefix>:notes}:buckets', type: 'string', holds: 'how many buckets there are', life: 'for ever' },
];

interface MetricRow {
  readonly kind: 'counter' | 'histogram' | 'gauge' | 'observed-counter';
  /** As UCUM writes it. */
  readonly unit: string;
  readonly says: string;
  readonly attributes: readonly string[];
}

/**
 * Every number that is recorded, without its first word: that is the provider's id, as in `polar.checkout.created`. Beside these there is
 * one counter for each meter of the catalog, `usage.<meter>`.
 */
export const metricTable = {
  'checkout.created': { kind: 'counter', unit: '{checkout}', attributes: ['item'], says: 'Checkouts created at the provider' },
  'subscription.active': {
    kind: 'gauge',
    unit: '{customer}',
    attributes: ['tier', 'status'],
    says: 'Customers whose subscription gives access, by the last full pass',
  },
  'meter.balance': {
    kind: 'gauge',
    unit: '{unit}',
    attributes: ['meter', 'tier'],
    says: 'Units that all customers with a limit have left together, credits included, by the last full pass',
  },
  'meter.customers': {
    kind: 'gauge',
    unit: '{customer}',
    attributes: ['meter', 'level'],
    says: 'Customers at each level of a meter, by the last full pass',
  },
  'gate.refused': { kind: 'counter', unit: '{command}', attributes: ['meter', 'reason'], says: 'Commands that the ledger refused' },
  'api.latency': { kind: 'histogram', unit: 's', attributes: ['operation'], says: 'How long calls of the provider took' },
  'api.error': { kind: 'counter', unit: '{error}', attributes: ['operation', 'error.type'], says: 'Calls of the provider that failed' },
  'api.skipped': { kind: 'counter', unit: '{call}', attributes: ['kind'], says: 'Calls not made because the provider is away' },
  'api.up': { kind: 'gauge', unit: '1', attributes: ['kind'], says: 'Whether calls of a kind go through' },
  'api.budget_left': { kind: 'gauge', unit: '{request}', attributes: [], says: 'Requests that background work may make at once' },
  'webhook.received': { kind: 'counter', unit: '{webhook}', attributes: ['effect', 'result'], says: 'Webhooks that arrived' },
  'webhook.processing_time': {
    kind: 'histogram',
    unit: 's',
    attributes: ['effect', 'outcome'],
    says: 'How long applying a webhook took, by how it ended',
  },
  'webhook.delay': {
    kind: 'histogram',
    unit: 's',
    attributes: ['effect'],
    says: 'From what happened at the provider until it was applied',
  },
  'webhook.overtaken': {
    kind: 'counter',
    unit: '{webhook}',
    attributes: ['effect'],
    says: 'Webhooks that told of something older than what was known: they came out of order, or a reading was faster',
  },
  'sync.duration': {
    kind: 'histogram',
    unit: 's',
    attributes: ['source', 'outcome'],
    says: 'How long reading a customer at the provider and applying it took',
  },
  'sync.error': { kind: 'counter', unit: '{error}', attributes: ['source', 'error.type'], says: 'Readings of a customer that failed' },
  'sync.recovery': {
    kind: 'counter',
    unit: '{customer}',
    attributes: ['source'],
    says: 'Readings that worked after the one before of the same customer had failed',
  },
  'cache.lookup': { kind: 'observed-counter', unit: '{lookup}', attributes: ['result'], says: 'Whether a customer was remembered' },
  'cache.stale': { kind: 'observed-counter', unit: '{answer}', attributes: ['mode'], says: 'Answers given while the provider was away' },
  'outbox.events': {
    kind: 'counter',
    unit: '{event}',
    attributes: ['result'],
    says: 'Usage events, by what became of telling the provider of them',
  },
  'queue.depth': { kind: 'gauge', unit: '{row}', attributes: ['queue'], says: 'What waits' },
  'queue.stuck': { kind: 'gauge', unit: '{row}', attributes: ['queue'], says: 'What waits for a person' },
  'queue.age': { kind: 'gauge', unit: 's', attributes: ['queue'], says: 'Age of what waits longest' },
  'store.latency': { kind: 'histogram', unit: 's', attributes: ['operation'], says: 'How long the store took' },
  'store.error': { kind: 'counter', unit: '{error}', attributes: ['operation', 'error.type'], says: 'Calls of the store that failed' },
  'store.up': { kind: 'gauge', unit: '1', attributes: [], says: 'Whether the store answers' },
  'ledger.hottest_share': {
    kind: 'gauge',
    unit: '1',
    attributes: [],
    says: 'Share of the busiest of 256 groups of customers in all commands since the collection before',
  },
  'request.latency': {
    kind: 'histogram',
    unit: 's',
    attributes: ['http.route', 'http.request.method', 'http.response.status_code', 'error.type'],
    says: 'How long the routes took',
  },
  'reconcile.age': { kind: 'gauge', unit: 's', attributes: [], says: 'Time since the last full pass over all customers' },
  'drift.customers': {
    kind: 'gauge',
    unit: '{customer}',
    attributes: [],
    says: 'Customers for whom ledger and provider count differently',
  },
  'alert.raised': { kind: 'counter', unit: '{alert}', attributes: ['code', 'priority'], says: 'Alerts that were raised' },
} as const satisfies Record<string, MetricRow>;

type Table = typeof metricTable;
type NamesOf<K extends MetricRow['kind']> = { [N in keyof Table]: Table[N]['kind'] extends K ? N : never }[keyof Table];

export type CounterName = NamesOf<'counter'>;
export type HistogramName = NamesOf<'histogram'>;
export type ObservedName = NamesOf<'gauge' | 'observed-counter'>;
type MetricName = keyof Table;

/** The attributes that a metric may have, and no others. */
export type AttributesOf<N extends MetricName> = { readonly [A in Table[N]['attributes'][number]]?: string | number };

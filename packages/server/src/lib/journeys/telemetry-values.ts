import { readFileSync } from 'node:fs';
import type { SubscriptionStatus } from '@plimsoll/contract';
import { routes } from '@plimsoll/contract/routes';
import { memoryStore } from '../store/memory/memory-store.ts';

const source = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const wordsOf = (path: string, ground: RegExp) => [...source(path).matchAll(ground)].map(([, word = '']) => word);

const STATUSES: readonly SubscriptionStatus[] = [
  ...(['incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled', 'ended', 'none', 'unknown'] as const),
];
const storeOperations = Object.entries(memoryStore()).flatMap(([noun, methods]) =>
  Object.keys(typeof methods === 'object' ? methods : {}).map((method) => `${noun}.${method}`),
);

export const PROVIDER_OPERATIONS: readonly string[] = wordsOf('../telemetry/measure-provider.ts', /^ {2}(\w+): true,$/gm);

/** Everything that an attribute may ever be, but for what the catalog names: tiers and meters. */
export const CLOSED_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  item: ['tier', 'pack'],
  status: STATUSES,
  level: ['ok', 'low', 'exhausted', 'unlimited'],
  reason: ['limit_reached', 'conflict', 'not_found', 'too_large', 'invalid', 'resolved'],
  operation: [...storeOperations, ...PROVIDER_OPERATIONS, 'now'],
  'error.type': wordsOf('../../../../contract/src/errors.ts', /^ {2}([a-z_]+): \{ status/gm),
  kind: ['read', 'write', 'ingest'],
  effect: ['subscription', 'order', 'customer', 'reread', 'none'],
  result: ['new', 'seen', 'rejected', 'hit', 'shared', 'miss', 'delivered', 'retried', 'parked'],
  outcome: ['done', 'ignored', 'retried', 'dead', 'success', 'failure'],
  source: wordsOf('../subscription/sync.ts', /'([a-z_]+)'/g),
  mode: ['stale', 'fallback'],
  queue: ['inbox', 'outbox'],
  'http.route': Object.keys(routes).map((key) => key.slice(key.indexOf('/'))),
  'http.request.method': ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', '_OTHER'],
  'http.response.status_code': Array.from({ length: 500 }, (_, at) => at + 100),
  code: wordsOf('../alert.ts', /'([a-z_]+)'/g),
  priority: ['immediate', 'soon', 'hour'],
  'messaging.operation.name': ['process', 'send'],
};

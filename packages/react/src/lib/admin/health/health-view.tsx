'use client';
import type { BillingError } from '@plimsoll/contract';
import type { RouteOutput } from '@plimsoll/contract/routes';
import { Badge } from '@radix-ui/themes';
import type { ReactNode } from 'react';
import { ErrorNote } from '../../components/error-note/error-note.tsx';
import { Skeleton } from '../../components/skeleton/skeleton.tsx';
import { useDeskText } from '../desk-text.tsx';

type Health = RouteOutput<'GET /health'>;

export interface HealthViewProps {
  /** Undefined while it is on its way. */
  readonly health: Health | undefined;
  readonly error?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
}

/** How the billing engine is: store, provider, queues, and whether ledger and provider agree. */
export function HealthView({ health, error, onRetry }: HealthViewProps) {
  const { desk } = useDeskText();
  if (health === undefined) {
    if (error) return <ErrorNote title={desk.loadFailed} error={error} onRetry={onRetry} />;
    return <Skeleton className="ps-desk-health" />;
  }
  const isWell = health.status === 'ok';
  return (
    <div className="ps-desk-part">
      <div>
        <Badge size="2" color={isWell ? 'green' : 'red'}>
          {isWell ? desk.healthy : desk.degraded}
        </Badge>
      </div>
      {health.details && <Details {...health.details} />}
    </div>
  );
}

function Details({ store, provider, inbox, outbox, drift }: NonNullable<Health['details']>) {
  const { desk, format } = useDeskText();
  const reach = (isReachable: boolean) => (isReachable ? desk.reachable : desk.unreachable);
  const depth = (waiting: number, stuck: number, oldestAt: string | null) =>
    [
      desk.waiting({ count: format.number(waiting) }),
      desk.stuck({ count: format.number(stuck) }),
      ...(oldestAt ? [desk.oldest({ time: format.dateTime(oldestAt) })] : []),
    ].join(' · ');
  const { budget, lastContactAt } = provider;
  return (
    <dl className="ps-desk-facts">
      <Fact label={desk.store}>
        {reach(store.reachable)} · {desk.latency({ ms: format.number(Math.round(store.latencyMs)) })}
      </Fact>
      <Fact label={`${desk.provider}: ${provider.id}`}>
        {reach(provider.reachable)}
        {lastContactAt && ` · ${desk.lastContact({ time: format.dateTime(lastContactAt) })}`}
        {' · '}
        {desk.budget({ left: format.number(Math.max(budget.left, 0)), total: format.number(budget.requestsPerMinute) })}
      </Fact>
      <Fact label={desk.sections.webhooks}>{depth(inbox.waiting, inbox.dead, inbox.oldestAt)}</Fact>
      <Fact label={desk.sections.usage}>{depth(outbox.waiting, outbox.parked, outbox.oldestAt)}</Fact>
      <Fact label={desk.drift}>{describeDrift()}</Fact>
    </dl>
  );

  function describeDrift(): string {
    if (drift === null) return desk.driftUnknown;
    const time = format.dateTime(drift.checkedAt);
    return drift.customers === 0 ? desk.driftNone({ time }) : desk.driftSome({ count: format.number(drift.customers), time });
  }
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

'use client';
import type { BillingError, MeterName } from '@plimsoll/contract';
import type { AdminCustomer } from '@plimsoll/contract/routes';
import { Card } from '@radix-ui/themes';
import { type ReactNode, useId } from 'react';
import { ActionButton } from '../../components/action-button/action-button.tsx';
import { ErrorNote } from '../../components/error-note/error-note.tsx';
import { Skeleton } from '../../components/skeleton/skeleton.tsx';
import { useDeskText } from '../desk-text.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { FactsView } from './facts-view.tsx';
import { HeldView } from './held-view.tsx';
import { WhyView } from './why-view.tsx';

/** A deed that is asked about in a dialog. */
export type CustomerDeed =
  | { readonly kind: 'grant' | 'revoke' | 'tier' | 'tier-back' | 'limit' | 'erase' }
  | { readonly kind: 'limit-back'; readonly meter: string };

export interface CustomerPageViewProps {
  readonly customerId: string;
  /** Undefined while it is on its way. */
  readonly customer: AdminCustomer | undefined;
  readonly error?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly tierName: (tier: string) => string;
  readonly meterName: (meter: string) => MeterName;
  readonly isSyncing?: boolean | undefined;
  readonly syncError?: BillingError | null | undefined;
  readonly onSync: () => void;
  readonly isExporting?: boolean | undefined;
  readonly exportError?: BillingError | null | undefined;
  /** Everything that is kept of the customer, as a file. */
  readonly onExport: () => void;
  readonly onDeed: (deed: CustomerDeed) => void;
  readonly onBack: () => void;
  /** The lists that come page by page. */
  readonly timeline: ReactNode;
  readonly ledger: ReactNode;
  readonly payments: ReactNode;
  readonly syncs: ReactNode;
  readonly audit: ReactNode;
}

/** One customer: what applies and why, what changed and who caused it, and what an operator can do about it. */
export function CustomerPageView(props: CustomerPageViewProps) {
  const { customerId, customer, error, onRetry, tierName, meterName, onDeed, onBack } = props;
  const { desk } = useDeskText();
  const titleId = useId();
  return (
    <section className="ps-desk-part" aria-labelledby={titleId}>
      <div>
        <ActionButton size="2" variant="ghost" onClick={onBack}>
          {desk.back}
        </ActionButton>
      </div>
      <header className="ps-desk-head">
        <h3 id={titleId}>
          <bdi>{customerId}</bdi>
        </h3>
        {customer && (
          <>
            <span>{tierName(customer.tier)}</span>
            <StatusBadge status={customer.subscription.status} />
          </>
        )}
      </header>
      {customer === undefined && !error && <Skeleton className="ps-desk-rows" rows={4} />}
      {customer === undefined && error && (
        <ErrorNote title={error.code === 'not_found' ? desk.customerGone : desk.loadFailed} error={error} onRetry={onRetry} />
      )}
      {customer && (
        <>
          <Deeds {...props} />
          <Part title={desk.facts}>
            <FactsView
              {...{ customer, tierName, meterName }}
              onTakeTierBack={() => onDeed({ kind: 'tier-back' })}
              onTakeLimitBack={(meter) => onDeed({ kind: 'limit-back', meter })}
            />
          </Part>
          <Part title={desk.why}>
            <WhyView meters={customer.meters} meterName={meterName} />
          </Part>
          <Part title={desk.timeline}>{props.timeline}</Part>
          <Part title={desk.ledger}>
            {props.ledger}
            <HeldView {...{ customer, meterName, tierName }} />
          </Part>
          <Part title={desk.payments}>{props.payments}</Part>
          <Part title={desk.sections.syncs}>{props.syncs}</Part>
          <Part title={desk.sections.audit}>{props.audit}</Part>
        </>
      )}
    </section>
  );
}

function Deeds(props: CustomerPageViewProps) {
  const { isSyncing, syncError, onSync, isExporting, exportError, onExport, onDeed } = props;
  const { desk } = useDeskText();
  const deeds = { grant: desk.grant, revoke: desk.revoke, tier: desk.giveTier, limit: desk.raiseLimit } as const;
  return (
    <>
      <div className="ps-actions">
        <ActionButton isBusy={isSyncing} onClick={onSync}>
          {desk.syncNow}
        </ActionButton>
        {(['grant', 'revoke', 'tier', 'limit'] as const).map((kind) => (
          <ActionButton key={kind} isQuiet onClick={() => onDeed({ kind })}>
            {deeds[kind]}
          </ActionButton>
        ))}
        <ActionButton isQuiet isBusy={isExporting} onClick={onExport}>
          {desk.exportAll}
        </ActionButton>
        <ActionButton isQuiet color="red" onClick={() => onDeed({ kind: 'erase' })}>
          {desk.erase}
        </ActionButton>
      </div>
      {syncError && <ErrorNote error={syncError} />}
      {exportError && <ErrorNote error={exportError} />}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const titleId = useId();
  return (
    <Card asChild size="2" className="ps-desk-card">
      <article aria-labelledby={titleId}>
        <h3 id={titleId}>{title}</h3>
        {children}
      </article>
    </Card>
  );
}

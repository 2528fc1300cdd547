'use client';
import { type BillingError, type BillingState, type CatalogView, isLive, type Subscription } from '@plimsoll/contract';
import { Badge, Card } from '@radix-ui/themes';
import { useId } from 'react';
import { type StatusTexts, statusTexts } from '../../messages/status-texts.ts';
import { type Text, useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { KeptTerms } from '../kept-terms/kept-terms.tsx';
import { TierTerms } from '../pricing-table/tier-card-view.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import { describeChange } from './describe-change.ts';
import { readSubscriptionLine } from './read-subscription-line.ts';

export interface SubscriptionStatusViewProps {
  /** Undefined while it is on its way. */
  readonly state: BillingState | undefined;
  /** Name of a tier by its id. */
  readonly tierName: (tier: string) => string;
  /** What is sold, to say what differs from an earlier version that the customer keeps. */
  readonly catalog?: CatalogView | undefined;
  /** `compact` for a user menu: one line, no buttons. @default 'full' */
  readonly variant?: 'full' | 'compact' | undefined;
  readonly loadError?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** The buttons that wait for an answer. */
  readonly busy?: { readonly resume?: boolean; readonly portal?: boolean } | undefined;
  readonly actionError?: BillingError | null | undefined;
  readonly onCancel?: (() => void) | undefined;
  readonly onResume?: (() => void) | undefined;
  readonly onManagePayment?: (() => void) | undefined;
}

/** Tier, status and what happens next, with the ways to change it. */
export function SubscriptionStatusView(props: SubscriptionStatusViewProps) {
  const { state, tierName, catalog, variant = 'full', loadError, onRetry, actionError } = props;
  const text = useText(statusTexts);
  const titleId = useId();
  const className = `ps-subscription ps-subscription-${variant}`;
  if (state === undefined) {
    if (loadError) return <ErrorNote title={text.messages.subscriptionError} error={loadError} onRetry={onRetry} />;
    return <Skeleton className={className} />;
  }
  const line = describeLine(state, tierName, text);
  const heading = (
    <>
      <span className="ps-subscription-tier" id={titleId}>
        {tierName(state.tier)}
      </span>
      <StatusBadge subscription={state.subscription} />
    </>
  );
  if (variant === 'compact') {
    return (
      <div className={className} data-state={state.subscription.status}>
        {heading}
        {line && <span className="ps-hint">{line}</span>}
      </div>
    );
  }
  return (
    <Card asChild size="3" className={className} data-state={state.subscription.status}>
      <section aria-label={text.messages.subscription} aria-describedby={titleId}>
        <header className="ps-subscription-head">{heading}</header>
        {line && <p className="ps-subscription-line">{line}</p>}
        {catalog && <Kept {...{ state, catalog }} />}
        {actionError && <ErrorNote error={actionError} />}
        {state.canManageBilling && <Actions {...props} state={state} />}
      </section>
    </Card>
  );
}

function Kept({ state: { tier, tierVersion }, catalog }: { readonly state: BillingState; readonly catalog: CatalogView }) {
  const sold = catalog.tiers.find(({ id }) => id === tier);
  if (tierVersion === null || sold === undefined) return null;
  const [kept, now] = [tierVersion, sold].map((plan) => <TierTerms key={plan.id} tier={plan} catalog={catalog} />);
  return <KeptTerms kept={kept} now={now} />;
}

function StatusBadge({ subscription: { status, cancelAt } }: Pick<BillingState, 'subscription'>) {
  const { messages } = useText(statusTexts);
  if (status === 'none') return null;
  const isEnding = cancelAt !== null && (status === 'active' || status === 'trialing');
  return <Badge color={isEnding ? 'amber' : badgeColors[status]}>{isEnding ? messages.status.ending : messages.status[status]}</Badge>;
}

const badgeColors = {
  incomplete: 'amber',
  trialing: 'blue',
  active: 'green',
  past_due: 'red',
  unpaid: 'red',
  paused: 'gray',
  canceled: 'gray',
  ended: 'gray',
  unknown: 'gray',
} as const satisfies Record<Exclude<Subscription['status'], 'none'>, string>;

function Actions({
  state,
  tierName,
  busy,
  onCancel,
  onResume,
  onManagePayment,
}: SubscriptionStatusViewProps & { readonly state: BillingState }) {
  const { messages } = useText(statusTexts);
  const { subscription, provider, tier } = state;
  const isRunning = isLive(subscription.status);
  const hasSchedule = isRunning && (subscription.cancelAt !== null || subscription.scheduledTier !== null);
  return (
    <div className="ps-actions">
      {hasSchedule && onResume && (
        <ActionButton isBusy={busy?.resume} onClick={onResume}>
          {messages.keep({ tier: tierName(tier) })}
        </ActionButton>
      )}
      {provider.portal && subscription.status !== 'none' && onManagePayment && (
        <ActionButton isQuiet isBusy={busy?.portal} onClick={onManagePayment}>
          {messages.managePayment}
        </ActionButton>
      )}
      {isRunning && subscription.cancelAt === null && onCancel && (
        <ActionButton isQuiet onClick={onCancel}>
          {messages.cancel}
        </ActionButton>
      )}
    </div>
  );
}

function describeLine(
  { tier, subscription, provider }: BillingState,
  tierName: (tier: string) => string,
  { messages, format }: Text<StatusTexts>,
): string | null {
  const line = readSubscriptionLine(subscription);
  if (line === null) return subscription.status === 'none' ? messages.status.none : null;
  switch (line.kind) {
    case 'ends':
      return messages.until({ tier: tierName(tier), date: format.date(line.at) });
    case 'changes':
      return describeChange(line, tierName(line.tier), { messages, format });
    case 'trial':
      return messages.trialEnds({ date: format.date(line.at) });
    case 'renews':
      return messages.renews({ date: format.date(line.at) });
    case 'past_due':
      return line.at === null ? messages.pastDue : messages.pastDueUntil({ date: format.date(line.at) });
    case 'unknown':
      return messages.unknown({ provider: provider.name });
    case 'incomplete':
    case 'unpaid':
    case 'paused':
    case 'ended':
      return messages[line.kind];
    default:
      return line satisfies never;
  }
}

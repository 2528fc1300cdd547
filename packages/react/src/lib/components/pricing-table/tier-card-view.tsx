'use client';
import type { BillingInterval, CatalogView, KeptTier, TierView } from '@plimsoll/contract';
import { Badge, Card } from '@radix-ui/themes';
import { type ReactNode, useId } from 'react';
import { useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { KeptTerms } from '../kept-terms/kept-terms.tsx';
import { readContactUrl } from '../upgrade-prompt/read-contact-url.ts';
import { intervalOf } from './describe-allowance.ts';
import { describeTier, pickPrice, savingOf } from './describe-tier.ts';
import { describeTierButton, type TierButton, type TierIntent } from './tier-button.ts';

export interface TierCardViewProps {
  readonly tier: TierView;
  /** Names of what the tier gives. */
  readonly catalog: Pick<CatalogView, 'meters' | 'features'>;
  readonly intent: TierIntent;
  readonly isCurrent?: boolean | undefined;
  /** The earlier version of the plan that this customer keeps: shown in the place of what is sold now. */
  readonly kept?: KeptTier | null | undefined;
  readonly isRecommended?: boolean | undefined;
  /** When a scheduled change takes effect. */
  readonly scheduledAt?: string | null | undefined;
  /** ISO 4217 code of the price to show. @default the tier's first */
  readonly currency?: string | undefined;
  /** How it is to be paid. @default as its first price */
  readonly interval?: BillingInterval | undefined;
  /** The button waits for an answer. */
  readonly isBusy?: boolean | undefined;
  /** The button is off; the element with this id says why. */
  readonly disabledReasonId?: string | undefined;
  readonly onSelect?: (() => void) | undefined;
}

/** One plan: name, price, what it gives, and one button. */
export function TierCardView(props: TierCardViewProps) {
  const { tier, kept, intent, interval: wanted, isCurrent, isRecommended, scheduledAt = null } = props;
  const text = useText();
  const nameId = useId();
  const contact = intent === 'contact' ? readContactUrl(tier.contactUrl) : undefined;
  const shown = intent === 'contact' && contact === undefined ? 'unavailable' : intent;
  const button = describeTierButton({ intent: shown, tier: tier.name, scheduledAt, interval: intervalOf(tier, wanted) }, text);
  return (
    <Card asChild size="3" className="ps-tier">
      <article aria-labelledby={nameId} data-state={intent} data-recommended={isRecommended || undefined}>
        <header className="ps-tier-head">
          <h3 id={nameId}>{tier.name}</h3>
          {isRecommended && <Badge>{text.messages.recommended}</Badge>}
          {isCurrent && intent !== 'current' && !isRecommended && <Badge color="gray">{text.messages.currentPlan}</Badge>}
        </header>
        <p className="ps-tier-description">{tier.description}</p>
        <TierTerms {...props} tier={kept ?? tier}>
          <TierButtonView {...props} button={button} contact={contact} />
        </TierTerms>
        {kept && <KeptTerms now={<TierTerms {...props} />} />}
      </article>
    </Card>
  );
}

interface TierTermsProps extends Pick<TierCardViewProps, 'catalog' | 'currency' | 'interval'> {
  readonly tier: KeptTier & Pick<TierView, 'contactUrl'>;
  /** What stands between price and list. */
  readonly children?: ReactNode;
}

// Less would be written as "0%".
const SMALLEST_SAVING = 0.005;

/** What a plan costs and what it gives. */
export function TierTerms({ tier, catalog, currency, interval: wanted, children }: TierTermsProps) {
  const text = useText();
  const { messages, format } = text;
  const price = pickPrice(tier, currency, wanted);
  const saving = savingOf(tier, price);
  const free = currency === undefined ? messages.free : format.money({ amount: 0, currency });
  const unpriced = tier.contactUrl === undefined ? free : messages.onRequest;
  return (
    <>
      <p className="ps-tier-price">
        {price ? format.money(price) : unpriced} {price && <small>{messages.per[price.interval]}</small>}
        {saving >= SMALLEST_SAVING && <Badge>{messages.saving({ share: format.percent(saving) })}</Badge>}
      </p>
      {children}
      <ul className="ps-tier-lines">
        {describeTier(tier, { catalog, wanted, text }).map(({ id, line }) => (
          <li key={id}>{line}</li>
        ))}
      </ul>
    </>
  );
}

interface TierButtonViewProps extends Pick<TierCardViewProps, 'isBusy' | 'disabledReasonId' | 'onSelect'> {
  readonly button: TierButton;
  /** Where to write instead of pressing a button. */
  readonly contact: string | undefined;
}

function TierButtonView({ button, contact, isBusy, disabledReasonId, onSelect }: TierButtonViewProps) {
  const isQuiet = !button.isPrimary;
  if (contact !== undefined) {
    return (
      <ActionButton asChild isQuiet={isQuiet}>
        <a href={contact}>{button.label}</a>
      </ActionButton>
    );
  }
  return (
    <ActionButton
      isQuiet={isQuiet}
      isBusy={isBusy}
      disabled={!button.isActive || disabledReasonId !== undefined}
      aria-describedby={disabledReasonId}
      onClick={onSelect}
    >
      {button.label}
    </ActionButton>
  );
}

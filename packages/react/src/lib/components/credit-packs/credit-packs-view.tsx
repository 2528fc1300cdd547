'use client';
import type { BillingError, CatalogView, PackView } from '@plimsoll/contract';
import { Badge, Card } from '@radix-ui/themes';
import { useId } from 'react';
import { creditTexts } from '../../messages/credit-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';

export interface CreditPacksViewProps {
  /** Undefined while it is on its way. */
  readonly catalog: Pick<CatalogView, 'packs' | 'meters'> | undefined;
  /** Id of the meter whose packs to show. @default all */
  readonly meter?: string | undefined;
  /** Id of the pack with the chip. */
  readonly recommended?: string | undefined;
  /** Whether this viewer may buy. @default true */
  readonly canManageBilling?: boolean | undefined;
  readonly loadError?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Id of the pack whose button waits for an answer. */
  readonly busyPack?: string | undefined;
  readonly actionError?: BillingError | null | undefined;
  readonly onBuy: (pack: string) => void;
}

/** Prepaid units, each pack with its price on the button. */
export function CreditPacksView(props: CreditPacksViewProps) {
  const { catalog, meter, canManageBilling = true } = props;
  const { messages } = useText(creditTexts);
  const reasonId = useId();
  if (catalog === undefined) {
    if (props.loadError) return <ErrorNote title={messages.packsError} error={props.loadError} onRetry={props.onRetry} />;
    return <Skeleton className="ps-packs" rows={2} />;
  }
  const packs = catalog.packs.filter((pack) => meter === undefined || pack.meter === meter);
  if (packs.length === 0) return <p className="ps-empty">{messages.packsEmpty}</p>;
  return (
    <section aria-label={messages.packs} className="ps-pricing">
      {!canManageBilling && (
        <p className="ps-hint" id={reasonId}>
          {messages.askAdministrator}
        </p>
      )}
      <div className="ps-packs">
        {packs.map((pack) => (
          <Pack key={pack.id} {...props} catalog={catalog} pack={pack} reasonId={canManageBilling ? undefined : reasonId} />
        ))}
      </div>
      {props.actionError && <ErrorNote error={props.actionError} />}
    </section>
  );
}

interface PackProps extends CreditPacksViewProps {
  readonly catalog: Pick<CatalogView, 'packs' | 'meters'>;
  readonly pack: PackView;
  /** Of the sentence that says why the button is off. */
  readonly reasonId: string | undefined;
}

function Pack({ pack: { id, name, meter, units, price }, catalog, recommended, busyPack, reasonId, onBuy }: PackProps) {
  const { messages, format } = useText(creditTexts);
  const unit = catalog.meters.find((each) => each.id === meter)?.unit ?? { one: meter, other: meter };
  const isRecommended = id === recommended;
  return (
    <Card size="2" className="ps-pack" data-recommended={isRecommended || undefined}>
      <header className="ps-tier-head">
        <h3>{name}</h3>
        {isRecommended && <Badge>{messages.recommended}</Badge>}
      </header>
      <p className="ps-hint">{format.units(units, unit)}</p>
      <ActionButton
        variant={isRecommended ? 'solid' : 'soft'}
        isBusy={busyPack === id}
        disabled={reasonId !== undefined}
        aria-describedby={reasonId}
        onClick={() => onBuy(id)}
      >
        {messages.offerPack({ name, price: format.money(price) })}
      </ActionButton>
    </Card>
  );
}

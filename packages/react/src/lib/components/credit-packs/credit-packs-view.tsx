'use client';
import type { BillingError, CatalogView } from '@plimsoll/contract';
import { Button, Card } from '@radix-ui/themes';
import { useId } from 'react';
import { creditTexts } from '../../messages/credit-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';

export interface CreditPacksViewProps {
  /** Undefined while it is on its way. */
  readonly catalog: Pick<CatalogView, 'packs' | 'meters'> | undefined;
  /** Whether this viewer may buy. @default true */
  readonly canManageBilling?: boolean | undefined;
  readonly loadError?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Id of the pack whose button waits for an answer. */
  readonly busyPack?: string | undefined;
  readonly actionError?: BillingError | null | undefined;
  readonly onBuy: (pack: string) => void;
}

/** Prepaid units, each pack with its price on the button. Draws nothing where none are sold. */
export function CreditPacksView({ catalog, canManageBilling = true, ...props }: CreditPacksViewProps) {
  const { messages, format } = useText(creditTexts);
  const reasonId = useId();
  if (catalog === undefined) {
    if (props.loadError) return <ErrorNote error={props.loadError} onRetry={props.onRetry} />;
    return <Skeleton className="ps-packs" rows={2} />;
  }
  if (catalog.packs.length === 0) return null;
  const unitOf = (meter: string) => catalog.meters.find(({ id }) => id === meter)?.unit ?? { one: meter, other: meter };
  return (
    <section aria-label={messages.packs} className="ps-pricing">
      {!canManageBilling && (
        <p className="ps-hint" id={reasonId}>
          {messages.askAdministrator}
        </p>
      )}
      <div className="ps-packs">
        {catalog.packs.map(({ id, name, meter, units, price }) => (
          <Card key={id} size="2" className="ps-pack">
            <h3>{name}</h3>
            <p className="ps-hint">{format.units(units, unitOf(meter))}</p>
            <Button
              type="button"
              variant="soft"
              loading={props.busyPack === id}
              disabled={!canManageBilling || props.busyPack === id}
              aria-describedby={canManageBilling ? undefined : reasonId}
              onClick={() => props.onBuy(id)}
            >
              {messages.offerPack({ name, price: format.money(price) })}
            </Button>
          </Card>
        ))}
      </div>
      {props.actionError && <ErrorNote error={props.actionError} />}
    </section>
  );
}

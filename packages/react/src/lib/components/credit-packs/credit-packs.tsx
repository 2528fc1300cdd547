'use client';
import type { BillingState } from '@plimsoll/contract';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { useCatalog } from '../../hooks/use-catalog.ts';
import { useCheckout } from '../../hooks/use-checkout.ts';
import type { RegisteredMeter, RegisteredPack } from '../../register.ts';
import { CreditPacksView } from './credit-packs-view.tsx';

export interface CreditPacksProps {
  /** Whose packs to show. @default all */
  readonly meter?: RegisteredMeter | undefined;
  /** The pack with the chip. */
  readonly recommended?: RegisteredPack | undefined;
}

const canManage = (state: BillingState) => state.canManageBilling;

/** Prepaid units to buy, each pack with a checkout button. */
export function CreditPacks({ meter, recommended }: CreditPacksProps) {
  const catalog = useCatalog();
  const canManageBilling = useBillingState(canManage).data;
  const checkout = useCheckout();
  const started = checkout.isPending && 'pack' in checkout.variables ? checkout.variables.pack : undefined;
  return (
    <CreditPacksView
      catalog={catalog.data}
      {...{ meter, recommended, canManageBilling }}
      loadError={catalog.error}
      onRetry={() => void catalog.refetch()}
      busyPack={started}
      actionError={checkout.error}
      onBuy={(pack) => checkout.mutate({ pack })}
    />
  );
}

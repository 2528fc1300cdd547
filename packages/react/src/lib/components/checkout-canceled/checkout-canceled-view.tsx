'use client';
import { Button } from '@radix-ui/themes';
import { resultTexts } from '../../messages/result-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ResultCard } from '../result-card/result-card.tsx';

export interface CheckoutCanceledViewProps {
  /** Leads back to the plans. */
  readonly onSeePlans: () => void;
  /** Leads on into the application. */
  readonly onContinue: () => void;
}

/** Says that a checkout was left and nothing was charged, with the ways on. */
export function CheckoutCanceledView({ onSeePlans, onContinue }: CheckoutCanceledViewProps) {
  const { messages } = useText(resultTexts);
  return (
    <ResultCard state="canceled" title={messages.checkoutCanceled} hint={messages.checkoutCanceledHint}>
      <Button type="button" onClick={onSeePlans}>
        {messages.seePlans}
      </Button>
      <Button type="button" variant="soft" color="gray" onClick={onContinue}>
        {messages.continue}
      </Button>
    </ResultCard>
  );
}

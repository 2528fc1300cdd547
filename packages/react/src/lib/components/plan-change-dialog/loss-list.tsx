'use client';
import { useId } from 'react';
import { dialogTexts } from '../../messages/dialog-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { describeLosses } from './describe-losses.ts';
import type { PlanLossesInput } from './plan-losses.ts';

export interface LossListProps {
  readonly move: PlanLossesInput;
  /** When the move takes effect; null: at once, or nobody knows when. */
  readonly at: string | null;
}

/** What a move to another tier loses and when. Draws nothing where nothing is lost. */
export function LossList({ move, at }: LossListProps) {
  const text = useText(dialogTexts);
  const titleId = useId();
  const losses = describeLosses(move, text);
  if (losses.length === 0) return null;
  return (
    <section className="ps-losses" aria-labelledby={titleId}>
      <p id={titleId} className="ps-label">
        {at === null ? text.messages.losses : text.messages.lossesOn({ date: text.format.date(at) })}
      </p>
      <ul>
        {losses.map(({ id, line }) => (
          <li key={id}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

'use client';
import type { ReactNode } from 'react';
import { keptTexts } from '../../messages/kept-texts.ts';
import { useText } from '../../messages/text-provider.tsx';

export interface KeptTermsProps {
  /** What is kept of the earlier version, where nothing else on the page says it. */
  readonly kept?: ReactNode;
  /** The plan as it is sold now. */
  readonly now: ReactNode;
}

/** Says that an earlier version of the plan is kept, and what the plan costs and includes as it is sold now. */
export function KeptTermsPanel({ kept, now }: KeptTermsProps) {
  const { messages } = useText(keptTexts);
  return (
    <div className="ps-kept">
      <p className="ps-hint">{messages.keptPlan}</p>
      {kept}
      <details>
        <summary>{messages.keptNow}</summary>
        {now}
      </details>
    </div>
  );
}

'use client';
import { Card, Spinner } from '@radix-ui/themes';
import type { ReactNode } from 'react';

export interface ResultCardProps {
  /** For style sheets and tests: what came out. */
  readonly state: string;
  readonly title: string;
  readonly hint: string;
  /** Whether it can still change by itself. @default false */
  readonly isBusy?: boolean | undefined;
  /** What went wrong meanwhile. */
  readonly note?: ReactNode;
  /** Buttons. */
  readonly children?: ReactNode;
}

/** A page of its own that says what became of something, aloud as it changes. */
export function ResultCard({ state, title, hint, isBusy = false, note, children }: ResultCardProps) {
  return (
    <Card asChild size="4" className="ps-result" data-state={state}>
      <section>
        {isBusy && <Spinner size="3" aria-hidden="true" />}
        <div role="status" aria-live="polite" aria-busy={isBusy}>
          <h2>{title}</h2>
          <p>{hint}</p>
        </div>
        {note}
        {children && <div className="ps-actions">{children}</div>}
      </section>
    </Card>
  );
}

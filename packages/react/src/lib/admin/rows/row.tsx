'use client';
import type { ReactNode } from 'react';

export interface RowProps {
  /** A check box. */
  readonly lead?: ReactNode;
  readonly title: ReactNode;
  /** Short facts below the title; what is empty is left out. */
  readonly facts?: readonly (string | null | undefined | false)[] | undefined;
  /** A badge, an amount, a button. */
  readonly trail?: ReactNode;
  /** What takes the whole width below. */
  readonly children?: ReactNode;
}

/** One row of a list at the desk. */
export function Row({ lead, title, facts = [], trail, children }: RowProps) {
  const told = facts.filter((fact) => typeof fact === 'string' && fact !== '');
  return (
    <li className="ps-desk-row">
      {lead && <span className="ps-desk-lead">{lead}</span>}
      <div className="ps-desk-text">
        <span className="ps-desk-name">{title}</span>
        {told.length > 0 && (
          <small>
            {told.map((fact, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two facts may read alike, and they never change places
              <span key={place}>
                {place > 0 && ' · '}
                <bdi>{fact}</bdi>
              </span>
            ))}
          </small>
        )}
        {children}
      </div>
      {trail && <span className="ps-desk-trail">{trail}</span>}
    </li>
  );
}

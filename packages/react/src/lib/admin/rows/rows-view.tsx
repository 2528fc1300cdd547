'use client';
import type { BillingError } from '@plimsoll/contract';
import type { ReactNode } from 'react';
import { ActionButton } from '../../components/action-button/action-button.tsx';
import { ErrorNote } from '../../components/error-note/error-note.tsx';
import { Skeleton } from '../../components/skeleton/skeleton.tsx';
import { useDeskText } from '../desk-text.tsx';

/** Rows that come page by page. */
export interface Paged<T> {
  /** Undefined while they are on their way. */
  readonly rows: readonly T[] | undefined;
  readonly error?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly hasMore?: boolean | undefined;
  readonly isLoadingMore?: boolean | undefined;
  readonly onMore?: (() => void) | undefined;
}

export interface RowsViewProps<T> extends Paged<T> {
  readonly label: string;
  /** What is said where there are none. */
  readonly empty: string;
  readonly children: (row: T, place: number) => ReactNode;
}

/** A list of the desk in all its states: on its way, empty, failed, with more to come. */
export function RowsView<T>({ label, rows, error, onRetry, empty, hasMore, isLoadingMore, onMore, children }: RowsViewProps<T>) {
  const { desk } = useDeskText();
  if (rows === undefined) {
    if (error) return <ErrorNote title={desk.loadFailed} error={error} onRetry={onRetry} />;
    return <Skeleton className="ps-desk-rows" rows={4} />;
  }
  if (rows.length === 0) return <p className="ps-empty">{empty}</p>;
  return (
    <section className="ps-desk-rows" aria-label={label}>
      <ul>{rows.map(children)}</ul>
      {error && <ErrorNote title={desk.loadFailed} error={error} onRetry={onRetry} />}
      {hasMore && !error && (
        <ActionButton isQuiet isBusy={isLoadingMore} onClick={onMore}>
          {desk.more}
        </ActionButton>
      )}
    </section>
  );
}

'use client';
import { type BillingError, type BillingState, isBillingError, type LimitReached } from '@plimsoll/contract';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useBillingState } from '../../hooks/use-billing-state.ts';
import { readRoom } from '../meter-widget/read-room.ts';
import { UpgradePrompt } from '../upgrade-prompt/upgrade-prompt.tsx';
import { LimitCatcher } from './limit-catcher.tsx';
import { LimitContext } from './limit-context.ts';

export interface LimitBoundaryProps {
  readonly children: ReactNode;
}

/**
 * Turns every `limit_reached` below it into an upgrade prompt: one thrown while drawing, or one handed to `useLimitPrompt().show`.
 * The prompt goes away by itself when the meter has room again. Other errors pass through.
 */
export function LimitBoundary({ children }: LimitBoundaryProps) {
  const [shown, setShown] = useState<Refusal | null>(null);
  const handle = useMemo(
    () => ({
      show(error: unknown) {
        if (!isBillingError(error, 'limit_reached') || error.details.limit === undefined) return false;
        setShown({ error, at: Date.now() });
        return true;
      },
    }),
    [],
  );
  const close = () => setShown(null);
  return (
    <LimitContext.Provider value={handle}>
      <LimitCatcher fallback={(error, reset) => <ThrownPrompt key={error.message} error={error} onRoom={reset} />}>{children}</LimitCatcher>
      {shown && <ShownPrompt {...shown} onClose={close} onRoom={close} />}
    </LimitContext.Provider>
  );
}

interface Refusal {
  readonly error: BillingError;
  /** When it was heard, in milliseconds. */
  readonly at: number;
}

interface PromptProps {
  readonly error: BillingError;
  /** The meter admits again what was refused. */
  readonly onRoom: () => void;
}

function ShownPrompt({ error, at, onClose, onRoom }: PromptProps & Refusal & { readonly onClose: () => void }) {
  useRoom(error.details.limit, at, onRoom);
  return <UpgradePrompt variant="dialog" limit={error} onClose={onClose} />;
}

// Children that cannot be drawn leave a hole: after the dialog is closed the prompt stands in their place.
function ThrownPrompt({ error, onRoom }: PromptProps) {
  const [isClosed, setClosed] = useState(false);
  const [at] = useState(() => Date.now());
  useRoom(error.details.limit, at, onRoom);
  if (isClosed) return <UpgradePrompt limit={error} />;
  return <UpgradePrompt variant="dialog" limit={error} onClose={() => setClosed(true)} />;
}

function useRoom(limit: LimitReached | undefined, refusedAt: number, onRoom: () => void): void {
  const { data, dataUpdatedAt, refetch } = useBillingState();
  // The refusal is newer than the state on the page: only a state read after it counts.
  const hasRoom = data !== undefined && dataUpdatedAt > refusedAt && admits(data, limit);
  useEffect(() => void refetch(), [refetch]);
  useEffect(() => {
    if (hasRoom) onRoom();
  }, [hasRoom, onRoom]);
}

function admits({ meters }: BillingState, limit: LimitReached | undefined): boolean {
  const balance = limit && meters[limit.meter];
  if (limit === undefined || balance === undefined) return false;
  return readRoom(balance) >= limit.needed;
}

'use client';
import { useText } from '../../messages/text-provider.tsx';

export interface SkeletonProps {
  /** Class that gives the size of what will be there. */
  readonly className: string;
  /** Rows to draw. @default 1 */
  readonly rows?: number;
}

/** Keeps the place of something that is on its way, in its final size. */
export function Skeleton({ className, rows = 1 }: SkeletonProps) {
  const { messages } = useText();
  return (
    <div className={`${className} ps-loading`} data-state="loading" role="status" aria-label={messages.loading}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change places
        <span key={row} className="ps-skeleton" />
      ))}
    </div>
  );
}

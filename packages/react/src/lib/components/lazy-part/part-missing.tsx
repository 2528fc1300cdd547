'use client';
import { useText } from '../../messages/text-provider.tsx';

/** Stands in for a part that could not be fetched. */
export function PartMissing() {
  const { messages } = useText();
  return (
    <p className="ps-error" role="alert">
      {messages.partMissing}
    </p>
  );
}

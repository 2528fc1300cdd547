import { BillingError } from '@plimsoll/contract';

/** The place of one payment in the list, which is newest first. */
export interface PaymentPlace {
  /** ISO 8601 in UTC, with milliseconds. */
  readonly createdAt: string;
  readonly id: string;
}

const WRITTEN = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (.{1,200})$/u;

/** A place as a text that can travel in an address. */
export function writeCursor({ createdAt, id }: PaymentPlace): string {
  const bytes = new TextEncoder().encode(`${createdAt} ${id}`);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Reads a cursor back. @throws BillingError `invalid_request` for a text that was never one */
export function readCursor(cursor: string): PaymentPlace {
  const [, createdAt, id] = WRITTEN.exec(decode(cursor)) ?? [];
  if (createdAt !== undefined && id !== undefined) return { createdAt, id };
  const publicMessage = 'cursor: must be the "next" of a page.';
  throw new BillingError('invalid_request', 'The cursor of a list of payments cannot be read.', { publicMessage });
}

function decode(cursor: string): string {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return '';
  }
}

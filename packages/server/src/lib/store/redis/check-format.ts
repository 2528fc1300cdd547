import { BillingError } from '@plimsoll/contract';
import type { Engine } from './engine.ts';
import type { Keyspace } from './keyspace.ts';

/** Raised when an older version could not read what this one writes. */
const FORMAT = 1;

/** Rejects with `store_unavailable` when a newer version has written here: this one would misread it. */
export async function checkFormat(engine: Engine, keyspace: Keyspace): Promise<void> {
  const noted = await engine.run<number>('note-format', { keys: [keyspace.notes], args: [FORMAT] });
  if (noted <= FORMAT) return;
  throw new BillingError(
    'store_unavailable',
    `What is stored in Redis has format ${noted}; this version knows ${FORMAT}. Use the version that wrote it, or a newer one.`,
  );
}

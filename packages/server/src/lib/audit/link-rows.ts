import type { Runtime } from '../runtime/runtime.ts';
import type { AuditHead, AuditRow } from '../store.ts';
import type { AuditNote } from './audit-note.ts';
import { canonical } from './canonical.ts';

/** What hashes. */
export type Hashing = Pick<Runtime, 'sha256'>;

/** What a row's hash covers beside the hash before it. */
export interface AuditContent extends Omit<AuditNote, 'reason'> {
  readonly seq: number;
  /** Digest of what lies beside the content, salted so that nobody finds it by guessing; null when there is nothing. */
  readonly personal: string | null;
}

/** What may be forgotten of a row. */
interface AuditPersonal {
  readonly salt: string;
  readonly reason: string;
}

/** A note with what is personal set apart. Made once: the salt is new each time. */
export interface SealedNote {
  readonly note: AuditNote;
  readonly personal: string | null;
  readonly digest: string | null;
}

/** Sets what is personal apart from what the chain keeps for ever. */
export async function sealNote(note: AuditNote, runtime: Hashing & Pick<Runtime, 'uuid'>): Promise<SealedNote> {
  if (note.reason === null) return { note, personal: null, digest: null };
  const personal = canonical({ salt: runtime.uuid(), reason: note.reason } satisfies AuditPersonal);
  return { note, personal, digest: await runtime.sha256(personal) };
}

/** The rows of notes behind the end of a chain. */
export async function linkRows(sealed: readonly SealedNote[], head: AuditHead, runtime: Hashing): Promise<readonly AuditRow[]> {
  const rows: AuditRow[] = [];
  let last = head;
  for (const { note, personal, digest } of sealed) {
    const { reason: _, ...rest } = note;
    const seq = last.seq + 1;
    const content = canonical({ ...rest, seq, personal: digest } satisfies AuditContent);
    const hash = await hashAfter(last.hash, content, runtime);
    rows.push({ seq, id: note.id, customerId: note.customerId, content, personal, hash });
    last = { seq, hash };
  }
  return rows;
}

/** The hash of a row: SHA-256 over the hash before it and its content. */
export function hashAfter(previous: string, content: string, { sha256 }: Hashing): Promise<string> {
  return sha256(`${previous}\n${content}`);
}

/** What is personal of a row, while it is kept. */
export function readPersonal(text: string | null): AuditPersonal | null {
  return text === null ? null : (JSON.parse(text) as AuditPersonal);
}

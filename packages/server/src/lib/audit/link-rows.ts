import type { Runtime } from '../runtime/runtime.ts';
import type { AuditNote } from './audit-note.ts';
import type { AuditHead, AuditRow } from './audit-store.ts';
import { canonical } from './canonical.ts';

/** What hashes. */
export type Hashing = Pick<Runtime, 'sha256'>;

/** What a row's hash covers beside the hash before it. */
export interface AuditContent extends Omit<AuditNote, 'id' | 'customerId' | 'reason'> {
  readonly seq: number;
  /** Digest of what lies beside the content, salted so that nobody finds it by guessing. */
  readonly personal: string;
}

/** What may be forgotten of a row: whom it concerns, and what somebody wrote. */
interface AuditPersonal extends Pick<AuditNote, 'id' | 'customerId' | 'reason'> {
  readonly salt: string;
}

/** A note with what is personal set apart. Made once: the salt is new each time. */
export interface SealedNote {
  readonly note: AuditNote;
  readonly personal: string;
  readonly digest: string;
}

/** Sets what is personal apart from what the chain keeps for ever. */
export async function sealNote(note: AuditNote, runtime: Hashing & Pick<Runtime, 'uuid'>): Promise<SealedNote> {
  const { id, customerId, reason } = note;
  const personal = canonical({ salt: runtime.uuid(), id, customerId, reason } satisfies AuditPersonal);
  return { note, personal, digest: await runtime.sha256(personal) };
}

/** The rows of notes behind the end of a chain. */
export async function linkRows(sealed: readonly SealedNote[], head: AuditHead, runtime: Hashing): Promise<readonly AuditRow[]> {
  const rows: AuditRow[] = [];
  let last = head;
  for (const { note, personal, digest } of sealed) {
    const { at, action, source, detail, id, customerId } = note;
    const seq = last.seq + 1;
    const content = canonical({ at, action, source, detail, seq, personal: digest } satisfies AuditContent);
    const hash = await hashAfter(last.hash, content, runtime);
    rows.push({ seq, id, customerId, content, personal, hash });
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

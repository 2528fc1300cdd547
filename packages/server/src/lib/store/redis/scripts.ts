import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const LEDGER = [
  'clock',
  'json',
  'guard',
  'changes',
  'keys',
  'policy',
  'entry',
  'split',
  'books',
  'admit',
  'post',
  'result',
  'reservation',
  'refund',
  'decide',
  'write',
];
const OUTBOX = ['clock', 'json', 'guard', 'outbox'];
const INBOX = ['clock', 'json', 'guard', 'inbox'];
const RECORDS = ['clock', 'guard', 'json', 'records'];

/** The commands, and the parts that each is joined from, in their order. A part sees those before it; the command itself is last. */
const PARTS = {
  apply: LEDGER,
  expire: LEDGER,
  'prune-entries': LEDGER,
  'read-accounts': LEDGER,
  'read-entry': LEDGER,
  'read-history': LEDGER,
  'peek-index': ['clock', 'json'],
  'note-format': [],
  'read-clock': ['clock', 'json'],
  'read-version': [],
  'claim-outbox': OUTBOX,
  'acknowledge-outbox': OUTBOX,
  'retry-outbox': OUTBOX,
  'park-outbox': OUTBOX,
  'summarize-outbox': OUTBOX,
  'list-stuck-outbox': OUTBOX,
  'revive-outbox': OUTBOX,
  'insert-inbox': INBOX,
  'claim-inbox': INBOX,
  'finish-inbox': INBOX,
  'retry-inbox': INBOX,
  'bury-inbox': INBOX,
  'summarize-inbox': INBOX,
  'list-stuck-inbox': INBOX,
  'revive-inbox': INBOX,
  'prune-inbox': INBOX,
  'read-snapshot': [],
  'write-snapshot': ['json', 'guard', 'changes'],
  'list-customers': ['json'],
  'note-binding': [],
  'find-bindings': ['json'],
  'read-record': RECORDS,
  'write-record': RECORDS,
  'remove-record': RECORDS,
} as const satisfies Record<string, readonly string[]>;

export type ScriptName = keyof typeof PARTS;

/** A command as the server gets it. */
export interface Script {
  readonly text: string;
  /** The name that the server gives it. */
  readonly sha: string;
}

const scripts = new Map<ScriptName, Script>();

/** The script of a command of `commands/*.lua`, read at its first use. */
export function readScript(name: ScriptName): Script {
  const known = scripts.get(name) ?? joinScript(name);
  scripts.set(name, known);
  return known;
}

/** Every command that there is. */
export const scriptNames = Object.keys(PARTS) as readonly ScriptName[];

function joinScript(name: ScriptName): Script {
  const texts = [...PARTS[name].map((part) => `parts/${part}`), `commands/${name}`].map(readLua);
  const text = texts.join('\n');
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}

function readLua(path: string): string {
  return readFileSync(new URL(`./${path}.lua`, import.meta.url), 'utf8');
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

// What reads the journal has to read entries; what decides needs the whole ledger.
const ROOT = ['clock', 'json', 'guard', 'keys', 'columns', 'step'];
const BOOKS = [...ROOT, 'head', 'policy', 'account', 'place', 'told', 'fields', 'admit', 'post', 'write'];
const KEPT = ['plan', 'indexes', 'policy-now', 'entry', 'kept', 'result', 'reservation', 'due'];
/** Parts that are made when they are first needed, and what they give: one function around them. */
const LATE = [...KEPT, 'refund', 'revoke', 'command', 'repeats', 'late'];
const OUTBOX = ['clock', 'json', 'guard', 'outbox'];
const JOURNAL = ['clock', 'json', 'guard', 'keys', 'step', 'policy', 'entry', 'outbox', 'plan', 'history', 'journal'];
const INBOX = ['clock', 'json', 'guard', 'inbox'];
const PAYMENTS = ['json', 'guard', 'payments'];
const RECORDS = ['clock', 'guard', 'json', 'records'];
const AUDIT = ['guard', 'json', 'audit'];

/** The commands, and the parts that each is joined from, in their order. A part sees those before it; the command itself is last. */
const PARTS = {
  apply: [...BOOKS, 'changes', LATE, 'decide'],
  expire: [...BOOKS, ...KEPT, 'changes'],
  'prune-entries': JOURNAL,
  'read-accounts': [...BOOKS, ...KEPT],
  'read-entry': ['clock', 'json', 'keys'],
  'scan-entries': ['clock', 'json', 'keys'],
  'scan-names': ['json'],
  'forget-entries': ['guard', 'json', 'keys', 'seen'],
  'forget-history': [...JOURNAL, 'seen'],
  'erase-books': ['guard', 'json', 'keys', 'seen', 'payments', 'changes'],
  'read-history': JOURNAL,
  'peek-index': JOURNAL,
  'note-format': [],
  'read-clock': ['clock', 'json'],
  'read-version': ['json', 'keys'],
  'read-told': ['json', 'keys'],
  'claim-outbox': JOURNAL,
  'acknowledge-outbox': OUTBOX,
  'retry-outbox': OUTBOX,
  'park-outbox': OUTBOX,
  'summarize-outbox': JOURNAL,
  'list-stuck-outbox': OUTBOX,
  'revive-outbox': OUTBOX,
  'find-usage': OUTBOX,
  'drop-usage': OUTBOX,
  'insert-inbox': INBOX,
  'read-inbox-number': INBOX,
  'claim-inbox': INBOX,
  'finish-inbox': INBOX,
  'retry-inbox': INBOX,
  'bury-inbox': INBOX,
  'summarize-inbox': INBOX,
  'list-stuck-inbox': INBOX,
  'revive-inbox': INBOX,
  'prune-inbox': INBOX,
  'scan-inbox': INBOX,
  'strip-inbox': INBOX,
  'read-snapshot': [],
  'write-snapshot': [...ROOT, 'head', 'changes'],
  'list-customers': ['json'],
  'note-binding': [],
  'find-bindings': ['json'],
  'forget-binding': [],
  'upsert-payments': PAYMENTS,
  'list-payments': PAYMENTS,
  'read-record': RECORDS,
  'write-record': RECORDS,
  'remove-record': RECORDS,
  'append-audit': AUDIT,
  'list-audit': AUDIT,
  'read-audit': AUDIT,
  'forget-audit': AUDIT,
} as const satisfies Record<string, readonly (string | readonly string[])[]>;

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
  const text = [...PARTS[name].map(textOfPart), readLua(`commands/${name}`)].join('\n');
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}

function textOfPart(part: string | readonly string[]): string {
  if (typeof part === 'string') return readLua(`parts/${part}`);
  return ['local function make_late()', ...part.map(textOfPart), 'end'].join('\n');
}

function readLua(path: string): string {
  return readFileSync(new URL(`./${path}.lua`, import.meta.url), 'utf8');
}

export { type FileJournalOptions, fileJournal } from './lib/spill/file/file-journal.ts';
export type { SpilledBatch, SpilledUsage, SpillJournal } from './lib/spill/spill-journal.ts';

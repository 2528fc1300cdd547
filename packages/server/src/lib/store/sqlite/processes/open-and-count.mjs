// Opens a file that may not be there yet, writes one thing into it and ends well.
// Arguments: file, name of this process
import { sqliteStore } from '../sqlite-store.ts';

const [file = '', name = ''] = process.argv.slice(2);
const store = sqliteStore({ file });
await store.open();
await store.records.write(name, { value: name, expectedRevision: 0, ttlMs: null });
await store.close();

import type { SeededBug } from '../lib/seeded-bug.ts';
import { doorBugs } from './door-bugs.ts';
import { ledgerBugs } from './ledger-bugs.ts';
import { settleBugs } from './settle-bugs.ts';
import { storeBugs } from './store-bugs.ts';
import { webhookBugs } from './webhook-bugs.ts';

/** Every bug, in the order of the table. */
export const seededBugs: readonly SeededBug[] = [...ledgerBugs, ...storeBugs, ...webhookBugs, ...settleBugs, ...doorBugs];

/** Where the sources are. */
export const LIB = 'packages/server/src/lib';
export const RULES = 'packages/contract/src/rules';

/** The suites that see most of what can happen to money, without a server beside them. */
export const LEDGER_SUITES = [`${LIB}/ledger`, `${LIB}/store/memory`];

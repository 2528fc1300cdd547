import type { PolarSeed } from '@plimsoll/polar-emulator';

const PRO = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1101';
const TEAM = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f1102';
const TOKENS = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f2101';
const THREADS = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f2102';
const MESSAGES = '0b8f1c52-5f0a-4f0e-9d3e-1a6f3f0f2103';

// A cent for a thousand tokens. The meter sums what the ledger found to be overage, so that what is included is never billed.
const tokensPastAllowance = { meterId: TOKENS, unitAmount: '0.001' };

/** What the chat has at the local Polar. */
export const chatSeed: PolarSeed = {
  products: [
    { id: PRO, name: 'Pro', priceAmount: 2000, currency: 'usd', interval: 'month', meteredPrices: [tokensPastAllowance] },
    { id: TEAM, name: 'Team', priceAmount: 5000, currency: 'usd', interval: 'month', meteredPrices: [tokensPastAllowance] },
  ],
  meters: [
    { id: TOKENS, name: 'Tokens', eventName: 'tokens', aggregation: { func: 'sum', property: 'billable_units' } },
    { id: THREADS, name: 'Threads', eventName: 'threads', aggregation: { func: 'sum', property: 'units' } },
    { id: MESSAGES, name: 'Messages', eventName: 'messages', aggregation: { func: 'sum', property: 'units' } },
  ],
};

/** The ids above, as the environment names them. */
export const chatIds: Readonly<Record<string, string>> = {
  CHAT_POLAR_PRO_PRODUCT_ID: PRO,
  CHAT_POLAR_TEAM_PRODUCT_ID: TEAM,
  CHAT_POLAR_TOKENS_METER_ID: TOKENS,
  CHAT_POLAR_THREADS_METER_ID: THREADS,
  CHAT_POLAR_MESSAGES_METER_ID: MESSAGES,
};

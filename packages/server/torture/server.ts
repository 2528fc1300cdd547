// The server under test: a host application with billing in it. The rig starts it, moves its clock and kills it.
import { setTimeout as delay } from 'node:timers/promises';
import express from 'express';
import { billingErrors, billingRouter } from '../src/express.ts';
import { createBilling, type Identity } from '../src/index.ts';
import { polar } from '../src/polar.ts';
import type { Act } from './lib/acts.ts';
import { ACCESS_TOKEN, catalog, PRODUCTS, WEBHOOK_SECRET } from './lib/catalog.ts';
import { createCrashPoints } from './lib/crash-points.ts';
import { performAct } from './lib/perform-act.ts';
import type { RigMessage, ServerConfig, ServerMessage } from './lib/server-messages.ts';
import { makeStore } from './lib/store-kinds.ts';
import { watchSqlite } from './lib/watch-sqlite.ts';

const DAY_MS = 86_400_000;
// Requests under way get this long at a SIGTERM; what is left of the ten seconds belongs to billing.stop().
const REQUESTS_END_MS = 3_000;

const config = JSON.parse(process.argv[2] ?? '{}') as ServerConfig;
const crash = createCrashPoints(process.env['CRASH_AT']);
let aheadMs = config.aheadMs;
if (config.store.kind === 'sqlite') watchSqlite(crash);

process.on('message', (message: RigMessage) => {
  if (message.kind === 'clock') aheadMs = message.aheadMs;
  else crash.arm(message.at);
});
// Nobody is left to watch.
process.once('disconnect', () => process.exit(1));

const billing = createBilling({
  catalog,
  provider: crash.watch(
    polar({
      accessToken: ACCESS_TOKEN,
      webhookSecrets: [WEBHOOK_SECRET],
      products: PRODUCTS,
      baseUrl: config.polarUrl,
      timeoutMs: 1_000,
    }),
    'provider',
  ),
  store: crash.watch(makeStore(config.store, () => Date.now() + aheadMs)),
  allowedOrigins: [`http://127.0.0.1:${config.port}`],
  settings: {
    ...{ drainIntervalMs: 50, flushIntervalMs: 50, accessSweepIntervalMs: 250, probeIntervalMs: 300 },
    // Nothing may be mended by a reading that would have come anyway: webhooks alone must do it.
    ...{ reconcileIntervalMs: 20 * DAY_MS, snapshotMaxAgeMs: 20 * DAY_MS, answerRetentionMs: 20 * DAY_MS },
  },
  onAccessChange: ({ customerId, tier, status }) => tell({ kind: 'access', customerId, tier, status }),
  onAlert: ({ code, context }) => void tell({ kind: 'alert', code, text: JSON.stringify(context) }),
});

const app = express();
app.use('/api/billing', billingRouter(billing, { identify: ({ headers }) => identityOf(headers.authorization) }));
app.post('/acts', express.json({ limit: '1mb' }), async (request, response) => {
  const acts = request.body as Act[];
  response.json(await Promise.all(acts.map((act) => performAct(billing.usage, act))));
});
app.use(billingErrors());

await billing.start();
const server = app.listen(config.port, '127.0.0.1', () => void tell({ kind: 'ready' }));

process.once('SIGTERM', async () => {
  const requestsEnded = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is kept alive becomes idle only after its last answer.
  setInterval(() => server.closeIdleConnections(), 20);
  await Promise.race([requestsEnded, delay(REQUESTS_END_MS)]);
  await billing.stop();
  process.exit(0);
});

// Resolves when the rig has it: what was told must not die with this process.
function tell(message: ServerMessage): Promise<void> {
  return new Promise((resolve, reject) => process.send?.(message, undefined, {}, (error) => (error === null ? resolve() : reject(error))));
}

function identityOf(session: string | undefined): Identity | null {
  if (session === undefined) return null;
  const [customerId = '', role] = session.split('/');
  const email = `billing@${customerId}.example`;
  return { customerId, userId: `owner@${customerId}.example`, email, canManageBilling: true, operator: role === 'operator' };
}

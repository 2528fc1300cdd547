import type { SeededBug } from '../lib/seeded-bug.ts';
import { LIB } from './rooms.ts';

const journeys = [`${LIB}/journeys/webhooks`, `${LIB}/webhook`, `${LIB}/subscription`];
const verify = `${LIB}/provider/polar/verify-webhook.ts`;
const polar = [`${LIB}/provider/polar`, `${LIB}/journeys/webhooks`];

/** Faults between the provider's word and what is known. */
export const webhookBugs: readonly SeededBug[] = [
  {
    ...{ name: 'any-signature-will-do', file: verify, suites: polar },
    harm: 'anyone can make anyone a paying customer',
    right: "if (await crypto.subtle.verify('HMAC', key, signature, content)) return",
    wrong: "if ((await crypto.subtle.verify('HMAC', key, signature, content)) || signature.length === 32) return",
  },
  {
    ...{ name: 'old-webhooks-are-welcome', file: verify, suites: polar },
    harm: 'a recorded webhook can be played again for ever',
    right: 'if (!(Math.abs(age) <= TOLERANCE_SECONDS))',
    wrong: 'if (!(age >= -TOLERANCE_SECONDS))',
  },
  {
    ...{ name: 'only-the-first-secret-counts', file: verify, suites: polar },
    harm: 'while a secret is rotated the webhooks of one of the two are lost',
    right: 'for (const key of await keys.read()) {',
    wrong: 'for (const key of (await keys.read()).slice(0, 1)) {',
  },
  {
    ...{
      name: 'answered-before-it-is-stored',
      file: `${LIB}/webhook/receive.ts`,
      suites: journeys,
      seenIn: 'dj-stripe/dj-stripe#832',
    },
    harm: 'a crash after the answer loses the webhook, and the provider never sends it again',
    right: 'const outcome = await store.inbox.insert(await stripErased(context, event));',
    wrong:
      "const outcome = 'new' as const;\n  void stripErased(context, event).then((stripped) => store.inbox.insert(stripped)).catch(() => undefined);",
  },
  {
    ...{
      name: 'marked-done-before-the-work',
      file: `${LIB}/webhook/drain.ts`,
      suites: [...journeys, `${LIB}/webhook`],
      seenIn: 'danny-avila/LibreChat#13812',
    },
    harm: 'a fault in the work loses the webhook',
    right: 'const outcome = await applyEvent(context, event);\n    await inbox.finish(row, outcome);',
    wrong: "await inbox.finish(row, 'done');\n    const outcome = await applyEvent(context, event);",
  },
  {
    ...{ name: 'given-up-while-the-provider-is-away', file: `${LIB}/webhook/drain.ts`, suites: [`${LIB}/webhook`] },
    harm: 'an outage of some hours loses webhooks',
    right: 'attempts < MOST_ATTEMPTS || isOutage(error)',
    wrong: 'attempts < MOST_ATTEMPTS',
  },
  {
    ...{ name: 'an-older-statement-wins', file: `${LIB}/subscription/merge.ts`, suites: journeys, seenIn: 'polarsource/polar#6751' },
    harm: 'webhooks out of order end a subscription that lives, or revive one that ended',
    right: 'known !== undefined && age < 0 ? known : complete(statement, known)',
    wrong: 'complete(statement, known)',
  },
  {
    ...{ name: 'absence-is-taken-for-an-end', file: `${LIB}/subscription/merge.ts`, suites: journeys, seenIn: 'get-engram/engram#361' },
    harm: 'an empty answer of the provider downgrades everyone who pays',
    right: 'const merged = new Map(rows.map((row) => [row.id, row]));',
    wrong:
      "const merged = new Map(rows.filter(({ id }) => source === 'told' || statements.some((statement) => statement.id === id)).map((row) => [row.id, row]));",
  },
  {
    ...{
      name: 'unexplained-rows-are-not-asked-for',
      file: `${LIB}/subscription/create-sync.ts`,
      suites: [`${LIB}/subscription`, `${LIB}/journeys`],
    },
    harm: 'a subscription whose end nobody told stays for ever',
    right: 'if (unexplained.length === 0) return { snapshot, changed };',
    wrong: 'if (unexplained.length >= 0) return { snapshot, changed };',
  },
  {
    ...{
      name: 'a-wish-shares-a-reading-that-began',
      file: `${LIB}/subscription/create-sync.ts`,
      suites: [`${LIB}/subscription`, `${LIB}/journeys`],
    },
    harm: 'a webhook that comes while a reading is under way is answered with what was before it',
    right: 'if (flight === undefined) return fly(customerId, source, cause);',
    wrong: 'if (flight === undefined) return fly(customerId, source, cause);\n      if (flight.next === undefined) return flight.current;',
  },
  {
    ...{
      name: 'a-lost-order-is-forgotten',
      file: `${LIB}/payments/fulfil-order.ts`,
      suites: [`${LIB}/journeys/credit-pack`, `${LIB}/payments`],
    },
    harm: 'a pack is granted again each time the customer is read',
    right: 'const id = `order:${order.id}`;',
    wrong: 'const id = `order:${order.id}:${Date.now()}`;',
  },
];

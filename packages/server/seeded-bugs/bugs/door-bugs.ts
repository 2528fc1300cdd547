import type { SeededBug } from '../lib/seeded-bug.ts';
import { LIB, RULES } from './rooms.ts';

const http = [`${LIB}/http`];
const subscription = [`${LIB}/subscription`, `${LIB}/journeys`];

/** Faults at the doors: who may ask, what is sold, what is told. */
export const doorBugs: readonly SeededBug[] = [
  {
    ...{ name: 'nobody-asks-who-it-is', file: `${LIB}/http/handler.ts`, suites: http },
    harm: 'anyone reads the balance of anyone',
    right: "if (identity === null) throw new BillingError('unauthenticated'",
    wrong: "if (identity === null && access === 'manager') throw new BillingError('unauthenticated'",
  },
  {
    ...{ name: 'every-member-may-buy', file: `${LIB}/http/handler.ts`, suites: http },
    harm: 'a guest of a team cancels its plan',
    right: "access === 'manager' && !identity.canManageBilling",
    wrong: "access === 'manager' && identity.canManageBilling === undefined",
  },
  {
    ...{ name: 'any-site-may-post', file: `${LIB}/http/check-origin.ts`, suites: http },
    harm: 'another site acts with the session of a visitor',
    right: 'if (site === undefined && origin === undefined) return;',
    wrong: 'if (site === undefined || origin === undefined) return;',
  },
  {
    ...{ name: 'redirects-begin-alike', file: `${LIB}/http/redirect-target.ts`, suites: http, seenIn: 'better-auth/better-auth#3360' },
    harm: 'people are sent to a site whose name begins like ours',
    right: 'allowedOrigins.includes(url.origin) && url.href.startsWith(`${url.origin}/`)',
    wrong: 'allowedOrigins.some((origin) => url.href.startsWith(origin))',
  },
  {
    ...{ name: 'a-body-without-an-end', file: `${LIB}/http/parse-input.ts`, suites: http, seenIn: 'expressjs/body-parser#454' },
    harm: 'one request fills the memory',
    right: 'request.body(BODY_LIMIT)',
    wrong: 'request.body(Number.MAX_SAFE_INTEGER)',
  },
  {
    ...{
      name: 'two-subscriptions-at-once',
      file: `${LIB}/subscription/start-checkout.ts`,
      suites: subscription,
      seenIn: 'unkeyed/unkey#6252',
    },
    harm: 'a customer who has a plan buys a second one and pays both',
    right: 'if (first === undefined) return;',
    wrong: "if (first?.status !== 'trialing') return;",
  },
  {
    ...{
      name: 'a-double-click-buys-twice',
      file: `${LIB}/subscription/start-checkout.ts`,
      suites: subscription,
      seenIn: 'gitroomhq/postiz-app#2061',
    },
    harm: 'two tabs open two checkouts, and both can be paid',
    right: 'if (open !== null) return open;',
    wrong: '',
  },
  {
    ...{ name: 'another-customers-checkout', file: `${LIB}/subscription/sync-checkout.ts`, suites: [...subscription, ...http] },
    harm: 'the success page of one customer answers for another',
    right: 'checkout === null || checkout.customerId !== request.customerId',
    wrong: 'checkout === null',
  },
  {
    ...{ name: 'the-status-alone-grants', file: `${RULES}/access.ts`, suites: ['packages/contract/src'] },
    harm: 'a subscription that ended at its date goes on for ever',
    right: '(cancelAt === null || before(cancelAt)) &&',
    wrong: '',
  },
  {
    ...{ name: 'a-month-has-thirty-days', file: `${RULES}/period.ts`, suites: ['packages/contract/src'], seenIn: 'getlago/lago-api#6173' },
    harm: 'a period that begins on the 31st leaves gaps, and allowances turn at the wrong time',
    right: 'target.setUTCDate(Math.min(from.getUTCDate(), lastDay));',
    wrong: 'target.setUTCDate(from.getUTCDate());',
  },
  {
    ...{
      name: 'the-hook-is-told-once',
      file: `${LIB}/access/announce-access.ts`,
      suites: [`${LIB}/access`, `${LIB}/journeys/access-change`],
    },
    harm: 'a hook that failed is never called again, and credentials outlive the plan',
    right: 'record: accepted ? { told: access, telling: null } : { told: record.told, telling: { ...telling, since: 0 } },',
    wrong: 'record: { told: access, telling: null },',
  },
  {
    ...{ name: 'everyone-retries-at-once', file: `${LIB}/retry-delay.ts`, suites: [`${LIB}/retry-delay.test.ts`] },
    harm: 'after an outage all instances come back in the same moment',
    right: 'Math.ceil(ceiling * (0.1 + 0.9 * random()))',
    wrong: 'Math.ceil(ceiling)',
  },
];

import type { ErrorCode } from '@plimsoll/contract';
import type { CreditTexts } from './credit-texts.ts';
import type { DialogTexts } from './dialog-texts.ts';
import type { HistoryTexts } from './history-texts.ts';
import type { KeptTexts } from './kept-texts.ts';
import type { NoticeTexts } from './notice-texts.ts';
import type { PaymentTexts } from './payment-texts.ts';
import type { ResultTexts } from './result-texts.ts';
import type { StatusTexts } from './status-texts.ts';

/** Texts of an error by its code, where the server's own public text is not wanted. */
type ErrorTexts = Partial<Record<ErrorCode, string>>;

/**
 * What a page with plans and meters says, in English. What other components say lies beside them in tables of their own: a page
 * fetches it with them.
 */
export const coreTexts = {
  // Only what happens on this side of the wire: for everything else the server says what happened.
  errors: {
    store_unavailable: 'Billing cannot be reached right now. Try again in a moment.',
    unauthenticated: 'Sign in to see this.',
  } as ErrorTexts,
  errorUnknown: 'Something went wrong. Try again in a moment.',
  retry: 'Try again',
  loading: 'Loading',
  partMissing: 'This part of the page could not be loaded. Reload the page.',

  per: { month: 'a month', year: 'a year' },
  payBy: { month: 'Pay monthly', year: 'Pay yearly' },
  paid: { month: 'monthly', year: 'yearly' },
  paidBy: (p: { tier: string; paid: string }) => `${p.tier} (${p.paid})`,
  saving: (p: { share: string }) => `Save ${p.share}`,
  priceOfUnits: (p: { money: string; units: string }) => `${p.money} per ${p.units}`,
  askAdministrator: 'Ask an administrator to change the plan.',

  plans: 'Plans',
  plansError: 'The plans could not be loaded.',
  plansEmpty: 'No plans are sold yet.',
  recommended: 'Recommended',
  currentPlan: 'Current plan',
  free: 'Free',
  onRequest: 'On request',
  choose: (p: { tier: string }) => `Choose ${p.tier}`,
  upgradeTo: (p: { tier: string }) => `Upgrade to ${p.tier}`,
  downgradeTo: (p: { tier: string }) => `Downgrade to ${p.tier}`,
  switchTo: (p: { tier: string }) => `Switch to ${p.tier}`,
  keep: (p: { tier: string }) => `Keep ${p.tier}`,
  scheduled: 'Scheduled',
  scheduledFor: (p: { date: string }) => `Scheduled for ${p.date}`,
  contact: 'Contact us',
  unavailable: 'Not available now',
  window: { day: 'a day', month: 'a month', year: 'a year' },
  allowance: (p: { units: string; window: string }) => `${p.units} ${p.window}`,
  allowanceUnlimited: (p: { unit: string }) => `Unlimited ${p.unit}`,
  allowanceThen: (p: { allowance: string; price: string }) => `${p.allowance}, then ${p.price}`,
  allowanceNone: (p: { price: string }) => `Pay per use: ${p.price}`,

  used: (p: { used: string; granted: string; unit: string }) => `${p.used} of ${p.granted} ${p.unit} used`,
  usedShort: (p: { used: string; granted: string }) => `${p.used} of ${p.granted}`,
  usedCount: (p: { units: string }) => `${p.units} used`,
  unlimited: 'Unlimited',
  creditsLeft: (p: { units: string }) => `${p.units} left`,
  creditsExtra: (p: { count: string }) => `plus ${p.count} prepaid`,
  inProgress: (p: { count: string }) => `${p.count} in progress`,
  over: (p: { count: string }) => `${p.count} over the allowance`,
  overAt: (p: { count: string; price: string }) => `${p.count} over the allowance at ${p.price}`,
  costSoFar: (p: { money: string }) => `${p.money} so far`,
  capReached: (p: { money: string }) => `Spend limit of ${p.money} reached`,
  resets: (p: { date: string }) => `resets on ${p.date}`,
  level: { ok: '', low: 'Running low', exhausted: 'Used up', unlimited: '' },
  windowNow: { day: 'today', month: 'this month', period: 'this billing period' },
  notIncluded: 'Not included in this plan',
  meterError: 'Usage could not be loaded.',
};

/** What a page with plans and meters says. */
export type CoreTexts = typeof coreTexts;

/** Every text of the kit; functions place values that are already formatted. */
export type Messages = CoreTexts &
  DialogTexts &
  StatusTexts &
  NoticeTexts &
  HistoryTexts &
  KeptTexts &
  ResultTexts &
  CreditTexts &
  PaymentTexts;

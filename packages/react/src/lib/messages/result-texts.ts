import { dialogTexts } from './dialog-texts.ts';

/** What the pages after a checkout and about a payment that failed say. */
export const resultTexts = {
  theProvider: dialogTexts.theProvider,
  activating: 'Payment received. Activating your plan…',
  activatingHint: 'This takes a few seconds. You can leave this page; nothing is lost.',
  activeTitle: (p: { tier: string }) => `${p.tier} is active`,
  activeHint: 'You can use everything in it now.',
  checkoutFailed: 'The payment did not go through',
  checkoutFailedHint: 'Nothing was charged. Try again or use another payment method.',
  checkoutExpired: 'This checkout has expired',
  checkoutExpiredHint: 'Nothing was charged. Start again from the plans.',
  checkoutTimeout: 'This is taking longer than usual',
  checkoutTimeoutHint: (p: { provider: string }) =>
    `If ${p.provider} took the payment, your plan will change by itself. There is no need to pay again.`,
  checkoutError: 'The checkout could not be looked up',
  checkoutCanceled: 'Nothing was bought',
  checkoutCanceledHint: 'You left the checkout before paying. Nothing was charged, and your plan is as it was.',
  problemTitle: {
    past_due: 'The last payment failed',
    unpaid: 'The subscription is unpaid',
    incomplete: 'The first payment is not finished',
  },
  problemHint: {
    past_due: 'You keep access for now. Update the payment method, and the payment is tried again.',
    unpaid: 'The plan gives no access until it is paid. Update the payment method to go on.',
    incomplete: 'Finish the payment to start the plan.',
  },
  problemUntil: (p: { date: string }) => `You keep access until ${p.date}. Update the payment method, and the payment is tried again.`,
  problemAsk: 'Ask an administrator to update the payment method.',
  problemNone: 'All payments are settled',
  problemNoneHint: 'There is nothing to do here.',
  problemFix: 'Update payment method',
  continue: 'Continue',
  checkAgain: 'Check again',
  seePlans: 'See plans',
};

export type ResultTexts = typeof resultTexts;

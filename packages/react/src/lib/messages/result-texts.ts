/** What the page after a checkout says. */
export const resultTexts = {
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
  continue: 'Continue',
  checkAgain: 'Check again',
  seePlans: 'See plans',
};

export type ResultTexts = typeof resultTexts;

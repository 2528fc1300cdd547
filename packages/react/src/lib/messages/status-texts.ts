/** What the subscription's own place says of it. */
export const statusTexts = {
  managePayment: 'Manage payment',
  subscription: 'Subscription',
  subscriptionError: 'The subscription could not be loaded.',
  status: {
    incomplete: 'Payment open',
    trialing: 'Trial',
    active: 'Active',
    past_due: 'Payment failed',
    unpaid: 'Unpaid',
    paused: 'Paused',
    canceled: 'Canceled',
    ended: 'Ended',
    none: 'No subscription',
    unknown: 'Unknown',
    ending: 'Cancels soon',
  },
  renews: (p: { date: string }) => `Renews on ${p.date}`,
  trialEnds: (p: { date: string }) => `Trial until ${p.date}`,
  until: (p: { tier: string; date: string }) => `${p.tier} until ${p.date}`,
  changesTo: (p: { tier: string; date: string }) => `Changes to ${p.tier} on ${p.date}`,
  pastDue: 'The last payment failed. Update the payment method.',
  pastDueUntil: (p: { date: string }) => `The last payment failed. Update the payment method by ${p.date} to keep access.`,
  unpaid: 'The subscription is unpaid and gives no access.',
  paused: 'The subscription is paused.',
  incomplete: 'The first payment is not finished.',
  ended: 'The subscription has ended.',
  unknown: (p: { provider: string }) => `${p.provider} could not be asked about the subscription.`,
  cancel: 'Cancel subscription',
};

export type StatusTexts = typeof statusTexts;

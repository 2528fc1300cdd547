import { priceTexts } from './price-texts.ts';

/** What the dialogs say that ask before a subscription changes or ends. */
export const dialogTexts = {
  ...priceTexts,
  theProvider: 'the payment provider',
  cancelTitle: (p: { tier: string }) => `Cancel ${p.tier}?`,
  cancelText: (p: { tier: string; date: string }) => `You keep ${p.tier} until ${p.date}. After that nothing is charged.`,
  cancelTextNow: (p: { tier: string }) => `${p.tier} will not renew. After the period nothing is charged.`,
  cancelReason: 'What is the reason? (optional)',
  cancelOn: (p: { date: string }) => `Cancel on ${p.date}`,
  cancelDo: 'Cancel subscription',
  losses: 'What you lose',
  lossesOn: (p: { date: string }) => `What you lose on ${p.date}`,
  lossVersion: (p: { tier: string; price: string }) => `${p.tier} as you bought it (${p.price}): no longer sold`,
  lossFeature: (p: { name: string }) => `${p.name}: no longer included`,
  lossAllowance: (p: { before: string; after: string }) => `${p.after} instead of ${p.before}`,
  lossNoLimit: 'no limit',
  lossNone: (p: { unit: string }) => `No ${p.unit}`,
  lossOverage: (p: { unit: string }) => `No ${p.unit} past the allowance`,

  changeTitle: (p: { tier: string }) => `Change to ${p.tier}`,
  changeNow: 'Takes effect at once.',
  changeAt: (p: { date: string }) => `Takes effect on ${p.date}. Until then nothing changes.`,
  changeDue: 'Due now',
  changeThen: 'From then on',
  changeUnknown: (p: { provider: string }) => `${p.provider} decides the amount`,
  estimate: 'estimate',
  changeConfirm: (p: { tier: string }) => `Change to ${p.tier}`,
  changePay: (p: { money: string }) => `Pay ${p.money} now`,
  changeError: 'The price of this change could not be worked out.',
  back: 'Back',
};

export type DialogTexts = typeof dialogTexts;

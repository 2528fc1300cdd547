import { priceTexts } from './price-texts.ts';

/** What notices, warnings and upgrade prompts say. */
export const noticeTexts = {
  ...priceTexts,
  close: 'Close',
  dismiss: 'Dismiss',
  lowTitle: (p: { remaining: string }) => `Only ${p.remaining} left.`,
  exhaustedTitle: (p: { unit: string }) => `No ${p.unit} left.`,
  overageTitle: (p: { unit: string }) => `The included ${p.unit} are used up.`,
  capTitle: (p: { unit: string; money: string }) => `The spend limit of ${p.money} for ${p.unit} is reached.`,
  overageText: (p: { price: string }) => `More can be used at ${p.price}.`,
  renewsOn: (p: { date: string }) => `The allowance renews on ${p.date}.`,

  limitTitle: 'Limit reached',
  limitNone: (p: { unit: string }) => `Your plan has no ${p.unit} left.`,
  limitShort: (p: { needed: string; remaining: string }) => `This needs ${p.needed}; ${p.remaining} left.`,
  offerTier: (p: { name: string; price: string }) => `Upgrade to ${p.name} for ${p.price}`,
  offerTierNoPrice: (p: { name: string }) => `Upgrade to ${p.name}`,
  offerPack: (p: { name: string; price: string }) => `Buy ${p.name} for ${p.price}`,
  offerContact: (p: { name: string }) => `Contact us about ${p.name}`,
  offerNone: 'No larger plan is sold.',
  offerAsk: 'Ask an administrator to upgrade the plan.',

  noticeFallback: (p: { provider: string; tier: string }) =>
    `Live billing data is unavailable: ${p.provider} cannot be reached. The limits of the ${p.tier} plan apply for now.`,
  noticeStale: (p: { time: string }) => `Live billing data is unavailable. Showing what was last known at ${p.time}.`,
  noticeStaleUnknown: 'Live billing data is unavailable. Showing what was last known.',
};

export type NoticeTexts = typeof noticeTexts;

import { noticeTexts } from './notice-texts.ts';

/** What packs, balances of prepaid units and locked features say; they sell by the same words as a prompt. */
export const creditTexts = {
  ...noticeTexts,
  balanceError: 'Balance unavailable',
  buyCredits: 'Buy more',
  packs: 'Prepaid packs',
  packsError: 'The packs could not be loaded.',
  packsEmpty: 'No packs are sold yet.',
  featureIn: (p: { feature: string; tier: string }) => `${p.feature} comes with ${p.tier}.`,
  featureNone: (p: { feature: string }) => `${p.feature} is not part of your plan.`,
};

export type CreditTexts = typeof creditTexts;

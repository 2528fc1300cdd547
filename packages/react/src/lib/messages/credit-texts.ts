import { noticeTexts } from './notice-texts.ts';

/** What packs and balances of prepaid units say; they sell by the same words as a prompt. */
export const creditTexts = {
  ...noticeTexts,
  packs: 'Prepaid packs',
};

export type CreditTexts = typeof creditTexts;

import { creditTexts } from './credit-texts.ts';
import { dialogTexts } from './dialog-texts.ts';
import { historyTexts } from './history-texts.ts';
import { keptTexts } from './kept-texts.ts';
import { coreTexts, type Messages } from './messages.ts';
import { paymentTexts } from './payment-texts.ts';
import { resultTexts } from './result-texts.ts';
import { statusTexts } from './status-texts.ts';

/**
 * Every text of the kit in English. Values arrive formatted: a translation only places them.
 * Hand `<BillingProvider messages={{ … }}>` the entries that should read differently.
 */
export const english: Messages = {
  ...coreTexts,
  ...creditTexts,
  ...dialogTexts,
  ...historyTexts,
  ...keptTexts,
  ...paymentTexts,
  ...resultTexts,
  ...statusTexts,
};

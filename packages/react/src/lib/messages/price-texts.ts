/** What dialogs, notices and prompts say of a price that comes again. */
export const priceTexts = {
  priceEach: (p: { money: string; interval: string }) => `${p.money} ${p.interval}`,
};

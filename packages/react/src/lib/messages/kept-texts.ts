/** What is said to those who keep a plan as they bought it, after it has changed for others. */
export const keptTexts = {
  keptPlan: 'You keep this plan as you bought it, until you move to another one.',
  keptNow: 'As it is sold now',
};

export type KeptTexts = typeof keptTexts;

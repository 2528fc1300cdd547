import type { Scenario } from './scenario.ts';
import { canceling } from './scenarios/canceling.ts';
import { credits } from './scenarios/credits.ts';
import { degraded } from './scenarios/degraded.ts';
import { earlierPlan } from './scenarios/earlier-plan.ts';
import { exhausted } from './scenarios/exhausted.ts';
import { fallback } from './scenarios/fallback.ts';
import { fresh } from './scenarios/fresh.ts';
import { healthy } from './scenarios/healthy.ts';
import { low } from './scenarios/low.ts';
import { operator } from './scenarios/operator.ts';
import { outOfCredits } from './scenarios/out-of-credits.ts';
import { overage } from './scenarios/overage.ts';
import { pastDue } from './scenarios/past-due.ts';
import { payments } from './scenarios/payments.ts';
import { spendCap } from './scenarios/spend-cap.ts';
import { trialEnding } from './scenarios/trial-ending.ts';
import { unlimited } from './scenarios/unlimited.ts';

/** Every scenario by its name. They work with any catalog that has a priced tier; `unlimited` wants a tier without limits, `earlier-plan` one with an earlier version, those about credits a pack. */
export const scenarios = {
  fresh,
  healthy,
  low,
  exhausted,
  unlimited,
  'trial-ending': trialEnding,
  'past-due': pastDue,
  canceling,
  'earlier-plan': earlierPlan,
  degraded,
  fallback,
  credits,
  'out-of-credits': outOfCredits,
  payments,
  overage,
  'spend-cap': spendCap,
  operator,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

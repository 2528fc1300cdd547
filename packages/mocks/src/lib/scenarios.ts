import type { Scenario } from './scenario.ts';
import { canceling } from './scenarios/canceling.ts';
import { degraded } from './scenarios/degraded.ts';
import { exhausted } from './scenarios/exhausted.ts';
import { fallback } from './scenarios/fallback.ts';
import { fresh } from './scenarios/fresh.ts';
import { healthy } from './scenarios/healthy.ts';
import { low } from './scenarios/low.ts';
import { pastDue } from './scenarios/past-due.ts';
import { trialEnding } from './scenarios/trial-ending.ts';
import { unlimited } from './scenarios/unlimited.ts';

/** Every scenario by its name. They work with any catalog that has a priced tier; `unlimited` wants a tier without limits. */
export const scenarios = {
  fresh,
  healthy,
  low,
  exhausted,
  unlimited,
  'trial-ending': trialEnding,
  'past-due': pastDue,
  canceling,
  degraded,
  fallback,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

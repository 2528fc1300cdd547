import type { Allowance } from '@plimsoll/contract';
import type { DialogTexts } from '../../messages/dialog-texts.ts';
import type { Text } from '../../messages/text-provider.tsx';
import { describeAllowance, intervalOf } from '../pricing-table/describe-allowance.ts';
import { type PlanLoss, type PlanLossesInput, planLosses } from './plan-losses.ts';

/** One line for people. */
export interface LossLine {
  readonly id: string;
  readonly line: string;
}

/** What a move to another tier loses, in words. */
export function describeLosses(move: PlanLossesInput, text: Text<DialogTexts>): LossLine[] {
  return planLosses(move).map((loss) => ({ id: idOf(loss), line: describeLoss(loss, move, text) }));
}

function idOf(loss: PlanLoss): string {
  return loss.kind === 'feature' ? `feature ${loss.feature}` : `${loss.kind} ${loss.meter.id}`;
}

function describeLoss(loss: PlanLoss, move: PlanLossesInput, text: Text<DialogTexts>): string {
  const { messages } = text;
  switch (loss.kind) {
    case 'feature':
      return messages.lossFeature({ name: loss.name });
    case 'allowance':
      return describeUnits(loss, move, text);
    case 'overage':
      return messages.lossOverage({ unit: loss.meter.unit.other });
    default:
      return loss satisfies never;
  }
}

// "10 job descriptions a month instead of 50": what is the same on both sides is said once.
function describeUnits(
  loss: Extract<PlanLoss, { kind: 'allowance' }>,
  { catalog, from, to }: PlanLossesInput,
  text: Text<DialogTexts>,
): string {
  const { meter, before, after } = loss;
  const { messages, format } = text;
  const spanOf = (tier: string) => intervalOf(catalog.tiers.find(({ id }) => id === tier));
  const include = (allowance: Allowance, tier: string) => describeAllowance(allowance, { meter, interval: spanOf(tier), text }).join(', ');
  const isAlike = typeof before === 'number' && (after === 0 || (typeof after === 'number' && spanOf(from) === spanOf(to)));
  const had = isAlike ? format.number(before) : include(before, from);
  return messages.lossAllowance({
    before: before === 'unlimited' ? messages.lossNoLimit : had,
    after: include(after, to) || messages.lossNone({ unit: meter.unit.other }),
  });
}

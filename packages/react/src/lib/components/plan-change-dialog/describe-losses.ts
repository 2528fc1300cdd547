import type { Allowance, BillingInterval, TierPrice } from '@plimsoll/contract';
import type { DialogTexts } from '../../messages/dialog-texts.ts';
import type { Text } from '../../messages/text-provider.tsx';
import { describeAllowance, intervalOf } from '../pricing-table/describe-allowance.ts';
import { type PlanLoss, type PlanLossesInput, planLosses, sidesOf } from './plan-losses.ts';

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
  if (loss.kind === 'version') return loss.kind;
  return loss.kind === 'feature' ? `feature ${loss.feature}` : `${loss.kind} ${loss.meter.id}`;
}

function describeLoss(loss: PlanLoss, move: PlanLossesInput, text: Text<DialogTexts>): string {
  const { messages } = text;
  switch (loss.kind) {
    case 'version':
      return messages.lossVersion({ tier: loss.name, price: describePrice(loss.prices[0], text) });
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

function describePrice(price: TierPrice | undefined, { messages, format }: Text<DialogTexts>): string {
  if (price === undefined) return messages.free;
  return messages.priceEach({ money: format.money(price), interval: messages.per[price.interval] });
}

// "10 job descriptions a month instead of 50": what is the same on both sides is said once.
function describeUnits(loss: Extract<PlanLoss, { kind: 'allowance' }>, move: PlanLossesInput, text: Text<DialogTexts>): string {
  const { meter, before, after } = loss;
  const { messages, format } = text;
  const [had, has] = sidesOf(move).map((tier) => intervalOf(tier));
  const include = (allowance: Allowance, interval: BillingInterval | undefined) =>
    describeAllowance(allowance, { meter, interval: interval ?? 'month', text }).join(', ');
  const isAlike = typeof before === 'number' && (after === 0 || (typeof after === 'number' && had === has));
  const included = isAlike ? format.number(before) : include(before, had);
  return messages.lossAllowance({
    before: before === 'unlimited' ? messages.lossNoLimit : included,
    after: include(after, has) || messages.lossNone({ unit: meter.unit.other }),
  });
}

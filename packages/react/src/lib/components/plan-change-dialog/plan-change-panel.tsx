'use client';
import type { BillingError } from '@plimsoll/contract';
import type { PlanChangePreview } from '@plimsoll/contract/routes';
import { dialogTexts } from '../../messages/dialog-texts.ts';
import { useText } from '../../messages/text-provider.tsx';
import { ActionButton } from '../action-button/action-button.tsx';
import { DialogFrame } from '../dialog-frame/dialog-frame.tsx';
import { ErrorNote } from '../error-note/error-note.tsx';
import { Skeleton } from '../skeleton/skeleton.tsx';
import { LossList } from './loss-list.tsx';
import type { PlanLossesInput } from './plan-losses.ts';

export interface PlanChangeDialogViewProps {
  /** Name of the tier to change to. */
  readonly tierName: string;
  /** Who takes the money, for people. */
  readonly providerName?: string | undefined;
  /** Undefined while it is on its way. */
  readonly preview: PlanChangePreview | undefined;
  /** The move itself, to say what is lost by it. */
  readonly move?: PlanLossesInput | undefined;
  readonly previewError?: BillingError | null | undefined;
  readonly onRetryPreview?: (() => void) | undefined;
  readonly isBusy?: boolean | undefined;
  /** Why the change did not work. */
  readonly error?: BillingError | null | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** The dialog itself, with all that it needs to open. */
export function PlanChangePanel(props: PlanChangeDialogViewProps) {
  const { tierName, preview, previewError, error, isBusy, onClose } = props;
  const { messages } = useText(dialogTexts);
  return (
    <DialogFrame title={messages.changeTitle({ tier: tierName })} onClose={onClose}>
      {preview && <PreviewLines {...props} preview={preview} />}
      {!preview && previewError && <ErrorNote title={messages.changeError} error={previewError} onRetry={props.onRetryPreview} />}
      {!preview && !previewError && <Skeleton className="ps-preview" rows={3} />}
      {error && <ErrorNote error={error} />}
      <div className="ps-dialog-actions">
        <ActionButton isQuiet onClick={onClose}>
          {messages.back}
        </ActionButton>
        <ActionButton isBusy={isBusy} disabled={preview === undefined} onClick={props.onConfirm}>
          <ConfirmLabel preview={preview} tierName={tierName} />
        </ActionButton>
      </div>
    </DialogFrame>
  );
}

function PreviewLines({ preview, providerName, move }: PlanChangeDialogViewProps & { readonly preview: PlanChangePreview }) {
  const { messages, format } = useText(dialogTexts);
  const { dueNow, recurring, effectiveAt, direction, basis } = preview;
  const isLater = Date.parse(effectiveAt) > Date.now();
  const isEstimate = basis === 'estimate' && dueNow !== null && dueNow.amount > 0;
  const due = dueNow === null ? messages.changeUnknown({ provider: providerName ?? messages.theProvider }) : format.money(dueNow);
  return (
    <div className="ps-preview" data-state={direction}>
      <p>{isLater ? messages.changeAt({ date: format.date(effectiveAt) }) : messages.changeNow}</p>
      <dl>
        <dt>{messages.changeDue}</dt>
        <dd>
          {due}
          {isEstimate && <small> ({messages.estimate})</small>}
        </dd>
        {recurring && <dt>{messages.changeThen}</dt>}
        {recurring && <dd>{messages.priceEach({ money: format.money(recurring), interval: messages.per[recurring.interval] })}</dd>}
      </dl>
      {move && <LossList move={move} at={isLater ? effectiveAt : null} />}
    </div>
  );
}

// A charge is named on the button only where the provider has said the amount.
function ConfirmLabel({ preview, tierName }: Pick<PlanChangeDialogViewProps, 'preview' | 'tierName'>) {
  const { messages, format } = useText(dialogTexts);
  const due = preview?.basis === 'quote' ? preview.dueNow : null;
  return due && due.amount > 0 ? messages.changePay({ money: format.money(due) }) : messages.changeConfirm({ tier: tierName });
}

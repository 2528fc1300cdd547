'use client';
import type { BillingError } from '@plimsoll/contract';
import type { AdminSettings, AdminSettingsView } from '@plimsoll/contract/routes';
import { Checkbox } from '@radix-ui/themes';
import { useState } from 'react';
import { ActionButton } from '../../components/action-button/action-button.tsx';
import { ErrorNote } from '../../components/error-note/error-note.tsx';
import { Skeleton } from '../../components/skeleton/skeleton.tsx';
import { useDeskText } from '../desk-text.tsx';
import { InputField } from '../dialogs/field.tsx';
import { type Draft, draftOf, numberFields, readDraft } from './settings-draft.ts';

export interface SettingsFormViewProps {
  /** Undefined while it is on its way. */
  readonly view: AdminSettingsView | undefined;
  readonly loadError?: BillingError | null | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Asks for the reason, then saves. */
  readonly onSave: (settings: AdminSettings) => void;
  readonly isSaved: boolean;
}

/** The settings that can be changed while the application runs. */
export function SettingsFormView({ view, loadError, onRetry, ...rest }: SettingsFormViewProps) {
  const { desk } = useDeskText();
  if (view === undefined) {
    if (loadError) return <ErrorNote title={desk.loadFailed} error={loadError} onRetry={onRetry} />;
    return <Skeleton className="ps-desk-settings" />;
  }
  // Somebody else's change begins the form anew.
  return <Form key={view.revision} view={view} {...rest} />;
}

interface FormProps extends Pick<SettingsFormViewProps, 'onSave' | 'isSaved'> {
  readonly view: AdminSettingsView;
}

function Form({ view: { settings, configured }, onSave, isSaved }: FormProps) {
  const { desk, format } = useDeskText();
  const [draft, setDraft] = useState<Draft>(() => draftOf(settings));
  const change = (part: Partial<Draft>) => setDraft((last) => ({ ...last, ...part }));
  const read = readDraft(draft);
  const started = draftOf(configured);
  return (
    <form
      className="ps-desk-settings"
      onSubmit={(event) => {
        event.preventDefault();
        if (read !== null) onSave(read);
      }}
    >
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside */}
      <label className="ps-desk-check">
        <Checkbox checked={draft.refundOnFailure} onCheckedChange={(isOn) => change({ refundOnFailure: isOn === true })} />
        {desk.refundOnFailure}
      </label>
      <p className="ps-hint">{desk.configured({ value: started.refundOnFailure ? desk.yes : desk.no })}</p>
      <InputField
        type="text"
        label={desk.warnAt}
        value={draft.warnAt}
        onChange={(warnAt) => change({ warnAt })}
        hint={`${desk.warnAtHint} ${desk.configured({ value: started.warnAt || desk.none })}`}
      />
      {numberFields.map(({ name, label, most }) => (
        <InputField
          key={name}
          type="number"
          label={desk[label]}
          value={draft[name]}
          onChange={(value) => change({ [name]: value })}
          min={0}
          max={most}
          hint={`${desk.outOfRange({ least: '0', most: format.number(most) })} ${desk.configured({ value: started[name] })}`}
        />
      ))}
      <div className="ps-actions">
        <ActionButton type="submit" disabled={read === null}>
          {desk.save}
        </ActionButton>
      </div>
      <p role="status" className="ps-hint">
        {isSaved && desk.saved}
      </p>
    </form>
  );
}

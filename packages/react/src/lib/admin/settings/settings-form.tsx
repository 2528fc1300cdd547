'use client';
import type { AdminSettings } from '@plimsoll/contract/routes';
import { useState } from 'react';
import { useDeskText } from '../desk-text.tsx';
import { DeedDialog } from '../dialogs/deed-dialog.tsx';
import { useDeed, useDesk } from '../use-desk.ts';
import { SettingsFormView } from './settings-form-view.tsx';

/** The settings that apply now, changed with a reason. */
export function SettingsForm() {
  const { desk } = useDeskText();
  const view = useDesk('GET /admin/settings', {});
  const save = useDeed('POST /admin/settings');
  const [asked, setAsked] = useState<AdminSettings | null>(null);
  const confirm = (reason: string) => {
    if (asked === null || view.data === undefined) return;
    save.mutate({ revision: view.data.revision, settings: asked, reason }, { onSuccess: () => setAsked(null) });
  };
  return (
    <>
      <SettingsFormView
        view={view.data}
        loadError={view.error}
        onRetry={() => void view.refetch()}
        isSaved={save.isSuccess}
        onSave={setAsked}
      />
      {asked && (
        <DeedDialog
          title={desk.save}
          label={desk.save}
          isBusy={save.isPending}
          error={save.error}
          onConfirm={confirm}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

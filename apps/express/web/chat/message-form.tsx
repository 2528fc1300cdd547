import { useBillingState, useCatalog } from '@plimsoll/react';
import { Button, Flex, Select } from '@radix-ui/themes';
import { type FormEvent, useState } from 'react';
import { LabelledField } from '../labelled-field.tsx';

export interface Question {
  readonly text: string;
  readonly model: string;
}

/** Asks a question of one of the models that the plan has. */
export function MessageForm({ onSend, busy }: { onSend: (question: Question) => void; busy: boolean }) {
  const [text, setText] = useState('');
  const [model, setModel] = useState('Claude Haiku');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onSend({ text, model });
    setText('');
  };
  return (
    <form onSubmit={onSubmit}>
      <Flex gap="3" wrap="wrap" align="end">
        <LabelledField id="question" label="Question" value={text} onChange={setText} maxLength={2000} placeholder="What is a load line?" />
        <ModelChoice model={model} onChange={setModel} />
        <Button type="submit" loading={busy}>
          Ask
        </Button>
      </Flex>
    </form>
  );
}

const included = ({ featureValues }: { readonly featureValues: Readonly<Record<string, readonly string[]>> }) =>
  featureValues['models'] ?? [];

// All that there are, so that people see what another plan has.
function ModelChoice({ model, onChange }: { model: string; onChange: (model: string) => void }) {
  const { data: catalog } = useCatalog();
  const { data: mine = [] } = useBillingState(included);
  const models = catalog?.features.find(({ id }) => id === 'models')?.values ?? [];
  return (
    <Select.Root value={model} onValueChange={onChange}>
      <Select.Trigger aria-label="Model" />
      <Select.Content>
        {models.map((name) => (
          <Select.Item key={name} value={name} disabled={!mine.includes(name)}>
            {mine.includes(name) ? name : `${name} (Pro)`}
          </Select.Item>
        ))}
      </Select.Content>
    </Select.Root>
  );
}

import { Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { type FormEvent, useEffect, useState } from 'react';
import { LabelledField } from '../labelled-field.tsx';
import { callApi } from '../session.ts';
import { useGatedWork } from '../use-gated-work.ts';

interface Draft {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Writes job descriptions; each one costs a unit of the plan. */
export function JobDescriptions() {
  const [title, setTitle] = useState('');
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  useEffect(() => void callApi<Draft[]>('/api/job-descriptions').then(setDrafts), []);
  const { run, busy, failure } = useGatedWork(async () => {
    const draft = await callApi<Draft>('/api/job-descriptions', { title });
    setDrafts((earlier) => [draft, ...earlier]);
    setTitle('');
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void run();
  };
  return (
    <Card size="3" asChild>
      <section>
        <Heading size="3" as="h2" mb="3">
          Job descriptions
        </Heading>
        <form onSubmit={onSubmit}>
          <Flex gap="3" wrap="wrap" align="end">
            <LabelledField id="job-title" label="Job title" value={title} onChange={setTitle} maxLength={120} placeholder="Harbour pilot" />
            <Button type="submit" loading={busy}>
              Write it
            </Button>
          </Flex>
        </form>
        {failure === null ? null : (
          <Text as="p" size="2" color="red" role="alert" mt="2">
            {failure}
          </Text>
        )}
        <DraftList drafts={drafts} />
      </section>
    </Card>
  );
}

function DraftList({ drafts }: { drafts: readonly Draft[] }) {
  if (drafts.length === 0) {
    return (
      <Text as="p" size="2" color="gray" mt="4">
        Nothing written yet.
      </Text>
    );
  }
  return (
    <ul className="sample-drafts" aria-label="Written job descriptions">
      {drafts.map(({ id, title, text }) => (
        <li key={id}>
          <Text as="div" weight="medium" size="2">
            {title}
          </Text>
          <Text as="div" size="2" color="gray">
            {text}
          </Text>
        </li>
      ))}
    </ul>
  );
}

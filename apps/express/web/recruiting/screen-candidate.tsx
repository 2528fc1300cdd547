import { Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useState } from 'react';
import { callApi } from '../session.ts';
import { useGatedWork } from '../use-gated-work.ts';

/** Screens a candidate; each one costs a unit of the plan. */
export function ScreenCandidate() {
  const [verdict, setVerdict] = useState<string | null>(null);
  const { run, busy, failure } = useGatedWork(async () => {
    setVerdict((await callApi<{ verdict: string }>('/api/candidate-screenings', {})).verdict);
  });
  return (
    <Card size="3" asChild>
      <section>
        <Flex justify="between" align="center" gap="3" wrap="wrap">
          <Heading size="3" as="h2">
            Candidates
          </Heading>
          <Button variant="soft" loading={busy} onClick={() => void run()}>
            Screen the next candidate
          </Button>
        </Flex>
        <Text as="p" size="2" color={failure === null ? 'gray' : 'red'} mt="3" role="status">
          {failure ?? verdict ?? 'No candidate screened in this visit.'}
        </Text>
      </section>
    </Card>
  );
}

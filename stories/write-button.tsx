import { useLimitPrompt } from '@plimsoll/react';
import { Button, Flex, Text } from '@radix-ui/themes';
import { useState } from 'react';
import { useBackend } from '../.storybook/backend-context.ts';

/** Stands for the work of an application: each press uses one unit, and a refusal becomes a prompt. */
export function WriteButton() {
  const backend = useBackend();
  const limit = useLimitPrompt();
  const [written, setWritten] = useState(0);
  const [failure, setFailure] = useState<string | null>(null);
  const write = async () => {
    setFailure(null);
    try {
      await backend.spend('job_descriptions');
      setWritten((count) => count + 1);
    } catch (error) {
      if (!limit.show(error)) setFailure(error instanceof Error ? error.message : 'It did not work.');
    }
  };
  return (
    <Flex gap="3" align="center" wrap="wrap">
      <Button onClick={() => void write()}>Write a job description</Button>
      <Text size="2" role="status">
        {written} written
      </Text>
      {failure !== null && (
        <Text size="2" color="red" role="alert">
          {failure}
        </Text>
      )}
    </Flex>
  );
}

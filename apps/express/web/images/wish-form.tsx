import { useCanSpend } from '@plimsoll/react';
import { Button, Flex, Switch, Text } from '@radix-ui/themes';
import { type FormEvent, useState } from 'react';
import { LabelledField } from '../labelled-field.tsx';
import type { Wish } from './use-pictures.ts';

/** Asks for an image; without a credit nothing can be asked for. */
export function WishForm({ onWish, busy }: { onWish: (wish: Wish) => void; busy: boolean }) {
  const [prompt, setPrompt] = useState('');
  const [fails, setFails] = useState(false);
  const canSpend = useCanSpend('images');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onWish({ prompt, fails });
    setPrompt('');
  };
  return (
    <form onSubmit={onSubmit}>
      <Flex gap="3" wrap="wrap" align="end">
        <LabelledField
          id="prompt"
          label="What to draw"
          value={prompt}
          onChange={setPrompt}
          maxLength={200}
          placeholder="A ship under a mild sky"
        />
        <Button type="submit" loading={busy} disabled={!canSpend}>
          Draw it for 1 credit
        </Button>
      </Flex>
      <Flex gap="2" align="center" mt="3" asChild>
        <Text as="label" size="2" color="gray">
          <Switch size="1" checked={fails} onCheckedChange={setFails} /> Fail this one
        </Text>
      </Flex>
    </form>
  );
}

import { useCanSpend } from '@plimsoll/react';
import { Button, Flex, Switch, Text, TextField } from '@radix-ui/themes';
import { type FormEvent, useState } from 'react';
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
        <label className="sample-field" htmlFor="prompt">
          <Text as="div" size="2" mb="1">
            What to draw
          </Text>
          <TextField.Root
            id="prompt"
            value={prompt}
            onChange={(event) => setPrompt(event.target.value)}
            required
            maxLength={200}
            placeholder="A ship under a mild sky"
          />
        </label>
        <Button type="submit" loading={busy} disabled={!canSpend}>
          Draw it for 1 credit
        </Button>
      </Flex>
      <Text as="label" size="2" color="gray" mt="3">
        <Flex gap="2" align="center">
          <Switch size="1" checked={fails} onCheckedChange={setFails} /> Fail this one
        </Flex>
      </Text>
    </form>
  );
}

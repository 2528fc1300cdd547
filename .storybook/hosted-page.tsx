import { Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useEffect, useState } from 'react';
import { useBackend } from './backend-context.ts';

export interface HostedPageProps {
  readonly url: string;
  readonly onLeave: (address: string) => void;
}

interface PageText {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Stands for a page of the provider: says what the real one says, and presses its buttons. */
export function HostedPage({ url, onLeave }: HostedPageProps) {
  const backend = useBackend();
  const [text, setText] = useState<PageText | null>(null);
  const [isDeclined, setDeclined] = useState(false);
  useEffect(() => void readPage(url).then(setText), [url]);
  const isCheckout = new URL(url).pathname.startsWith('/checkout/');

  const pay = async () => onLeave(await backend.pay(url));
  const decline = async () => {
    await backend.decline(url);
    setDeclined(true);
  };

  return (
    <Card size="4" asChild>
      <main>
        <Flex direction="column" gap="3">
          <Text size="1" color="gray">
            {new URL(url).host}: a made-up page, no real money
          </Text>
          <Heading size="5">{text?.title ?? 'Loading'}</Heading>
          {text?.lines.map((line) => (
            <Text key={line} size="2">
              {line}
            </Text>
          ))}
          {isDeclined && (
            <Text color="red" size="2" role="alert">
              The card was declined. Nothing was charged; you can try again.
            </Text>
          )}
          <Flex gap="3" wrap="wrap" mt="2">
            {isCheckout && <Button onClick={() => void pay()}>Pay</Button>}
            {isCheckout && (
              <Button variant="soft" color="red" onClick={() => void decline()}>
                Decline
              </Button>
            )}
            <Button variant="soft" color="gray" onClick={() => onLeave('/')}>
              Go back
            </Button>
          </Flex>
        </Flex>
      </main>
    </Card>
  );
}

async function readPage(url: string): Promise<PageText> {
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/html');
  const lines = [...page.querySelectorAll('main p, main .row')].map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());
  return { title: page.querySelector('h1')?.textContent ?? 'Page', lines: [...new Set(lines)] };
}

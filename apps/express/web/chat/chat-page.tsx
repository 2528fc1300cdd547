import { BillingNotice, MeterWidget } from '@plimsoll/react';
import { Card, Flex, Heading, Text } from '@radix-ui/themes';
import { MessageForm } from './message-form.tsx';
import { type Turn, useConversation } from './use-conversation.ts';

/** A conversation whose answers grow word by word, and stop politely where the balance ends. */
export function ChatPage() {
  const { turns, ask, busy, failure } = useConversation();
  return (
    <>
      <BillingNotice />
      <Card size="2">
        <MeterWidget meter="tokens" />
      </Card>
      <Card size="3" asChild>
        <section>
          <Heading size="3" as="h2" mb="3">
            Conversation
          </Heading>
          <MessageForm onSend={ask} busy={busy} />
          {failure === null ? null : (
            <Text as="p" size="2" color="red" role="alert" mt="2">
              {failure}
            </Text>
          )}
          <TurnList turns={turns} />
        </section>
      </Card>
    </>
  );
}

function TurnList({ turns }: { turns: readonly Turn[] }) {
  if (turns.length === 0) {
    return (
      <Text as="p" size="2" color="gray" mt="4">
        Ask something. A question for “500 words” gets as many.
      </Text>
    );
  }
  return (
    <ul className="sample-drafts" aria-label="Conversation">
      {turns.map((turn) => (
        <li key={turn.id}>
          <Text as="div" weight="medium" size="2">
            {turn.question}
          </Text>
          <Text as="div" size="2" color="gray" className="sample-answer" aria-busy={turn.end === null}>
            {turn.answer}
          </Text>
          <TurnEnd turn={turn} />
        </li>
      ))}
    </ul>
  );
}

function TurnEnd({ turn: { end } }: { turn: Turn }) {
  if (end === null) return null;
  return (
    <Flex justify="between" gap="3" mt="1" wrap="wrap">
      <Text size="1" color="gray">
        {end.tokens.toLocaleString('en')} tokens
      </Text>
      {end.cut ? (
        <Text size="1" color="amber" role="status">
          The answer stops here: your tokens are used up.
        </Text>
      ) : null}
    </Flex>
  );
}

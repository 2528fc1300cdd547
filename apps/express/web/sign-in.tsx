import { Button, Card, Container, Flex, Heading, Text } from '@radix-ui/themes';
import type { Account } from './session.ts';

/** Chooses one of the sample's accounts. A real application asks for a password here. */
export function SignIn({ accounts, onSignIn }: { accounts: readonly Account[]; onSignIn: (userId: string) => void }) {
  return (
    <Container size="1" px="4" py="9" asChild>
      <main>
        <Flex direction="column" gap="2" mb="5">
          <Heading as="h1">Sign in to the sample</Heading>
          <Text color="gray">Two people share one organisation and its balance; the third belongs to another.</Text>
        </Flex>
        <Flex direction="column" gap="3">
          {accounts.map(({ userId, role, organisation }) => (
            <Card key={userId}>
              <Flex justify="between" align="center" gap="3" wrap="wrap">
                <div>
                  <Text as="div" weight="medium">
                    {userId}
                  </Text>
                  <Text as="div" size="2" color="gray">
                    {role} of {organisation.name}
                  </Text>
                </div>
                <Button onClick={() => onSignIn(userId)} aria-label={`Sign in as ${userId}`}>
                  Sign in
                </Button>
              </Flex>
            </Card>
          ))}
        </Flex>
      </main>
    </Container>
  );
}

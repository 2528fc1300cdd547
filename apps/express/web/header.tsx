import { SubscriptionStatus } from '@plimsoll/react';
import { Button, Flex, Heading, Text } from '@radix-ui/themes';
import type { MouseEvent } from 'react';
import type { Account } from './session.ts';
import { openPage, usePage } from './use-page.ts';

const pages = [
  { path: '/', name: 'Dashboard' },
  { path: '/billing', name: 'Billing' },
];

/** Where one is, who one is, and which plan the organisation has. */
export function Header({ account, onSignOut }: { account: Account; onSignOut: () => void }) {
  return (
    <header className="sample-header">
      <Flex align="center" gap="5" wrap="wrap">
        <Heading size="4" as="h1">
          {account.organisation.name}
        </Heading>
        <PageLinks />
      </Flex>
      <Flex align="center" gap="4" wrap="wrap">
        <SubscriptionStatus variant="compact" />
        <Text size="2" color="gray">
          {account.userId}
        </Text>
        <Button variant="soft" color="gray" size="1" onClick={onSignOut}>
          Sign out
        </Button>
      </Flex>
    </header>
  );
}

function PageLinks() {
  const current = usePage();
  const follow = (event: MouseEvent, path: string) => {
    event.preventDefault();
    openPage(path);
  };
  return (
    <nav aria-label="Pages">
      <Flex gap="4">
        {pages.map(({ path, name }) => (
          <a
            key={path}
            href={path}
            className="sample-link"
            aria-current={current === path ? 'page' : undefined}
            onClick={(event) => follow(event, path)}
          >
            {name}
          </a>
        ))}
      </Flex>
    </nav>
  );
}

import { SubscriptionStatus } from '@plimsoll/react';
import { Button, Flex, Heading, Text } from '@radix-ui/themes';
import type { ReactNode } from 'react';
import { type PageLink, PageLinks } from './page-links.tsx';
import type { SignedIn } from './session.ts';

export interface HeaderProps {
  readonly session: SignedIn;
  /** Whose pages these are. */
  readonly title: string;
  readonly pages: readonly PageLink[];
  /** What stands where the plan is shown. @default the plan */
  readonly balance?: ReactNode;
  readonly onSignOut: () => void;
}

const products: Readonly<Record<string, PageLink>> = {
  recruiting: { path: '/', name: 'Recruiting' },
  chat: { path: '/chat', name: 'Chat' },
  images: { path: '/images', name: 'Images' },
};

/** Which product, where one is, who one is, and which plan or balance there is. */
export function Header({ session, title, pages, balance, onSignOut }: HeaderProps) {
  return (
    <header className="sample-header">
      <Flex align="center" gap="5" wrap="wrap">
        <Heading size="4" as="h1">
          {title}
        </Heading>
        <PageLinks label="Pages" pages={pages} />
      </Flex>
      <Flex align="center" gap="4" wrap="wrap">
        {balance ?? <SubscriptionStatus variant="compact" />}
        <Text size="2" color="gray">
          {session.account.userId}
        </Text>
        <Button variant="soft" color="gray" size="1" onClick={onSignOut}>
          Sign out
        </Button>
      </Flex>
      <PageLinks label="Products" pages={linksOf(session)} quiet />
    </header>
  );
}

function linksOf({ account, products: offered }: SignedIn): PageLink[] {
  const links = Object.entries(products).flatMap(([name, link]) => (offered.includes(name) ? [link] : []));
  return account.operator ? [...links, { path: '/desk', name: 'Desk' }] : links;
}

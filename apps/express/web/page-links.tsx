import { Flex } from '@radix-ui/themes';
import type { MouseEvent } from 'react';
import { openPage, usePage } from './use-page.ts';

export interface PageLink {
  readonly path: string;
  readonly name: string;
}

interface PageLinksProps {
  readonly label: string;
  readonly pages: readonly PageLink[];
  /** Smaller, and marked for everything below a page too. */
  readonly quiet?: boolean;
}

/** Links between pages that are not loaded anew. */
export function PageLinks({ label, pages, quiet = false }: PageLinksProps) {
  const current = usePage();
  const follow = (event: MouseEvent, path: string) => {
    event.preventDefault();
    openPage(path);
  };
  return (
    <nav aria-label={label} className={quiet ? 'sample-products' : undefined}>
      <Flex gap="4">
        {pages.map(({ path, name }) => (
          <a
            key={path}
            href={path}
            className="sample-link"
            aria-current={isCurrent(path, current, quiet ? pages : []) ? 'page' : undefined}
            onClick={(event) => follow(event, path)}
          >
            {name}
          </a>
        ))}
      </Flex>
    </nav>
  );
}

// Of the products, the one with the longest path that the page begins with.
function isCurrent(path: string, page: string, siblings: readonly PageLink[]): boolean {
  if (siblings.length === 0) return path === page;
  const within = siblings.filter((sibling) => page.startsWith(sibling.path)).sort((a, b) => b.path.length - a.path.length);
  return within[0]?.path === path;
}

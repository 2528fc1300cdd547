'use client';
import { Tabs } from '@radix-ui/themes';
import type { ReactNode } from 'react';
import { ResultCard } from '../components/result-card/result-card.tsx';
import { type AdminSection, SECTIONS } from './admin-place.ts';
import { useDeskText } from './desk-text.tsx';

export interface BillingAdminViewProps {
  readonly section: AdminSection;
  /** Whether the server says that nothing is here: to everyone who is no operator. */
  readonly isNotFound: boolean;
  readonly onSection: (section: AdminSection) => void;
  /** The section that is open. */
  readonly children: ReactNode;
}

/** The frame of the desk: its sections, and the one that is open. */
export function BillingAdminView({ section, isNotFound, onSection, children }: BillingAdminViewProps) {
  const { desk } = useDeskText();
  if (isNotFound) return <ResultCard state="not-found" title={desk.notFound} hint={desk.notFoundHint} />;
  return (
    <section className="ps-desk" aria-label={desk.desk}>
      <Tabs.Root value={section} onValueChange={(chosen) => onSection(chosen as AdminSection)}>
        <Tabs.List aria-label={desk.desk}>
          {SECTIONS.map((each) => (
            <Tabs.Trigger key={each} value={each}>
              {desk.sections[each]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={section} className="ps-desk-open">
          {children}
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}

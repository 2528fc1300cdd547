'use client';
import { Callout } from '@radix-ui/themes';
import type { ReactNode } from 'react';

/** `info`: the accent. `warning`: amber. `danger`: red. */
export type NoticeTone = 'info' | 'warning' | 'danger';

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly text?: string | undefined;
  /** Buttons. */
  readonly children?: ReactNode;
}

const colors = { info: {}, warning: { color: 'amber' }, danger: { color: 'red' } } as const;

/** A slim strip with a title, a sentence and what can be done. */
export function Notice({ tone, title, text, children }: NoticeProps) {
  return (
    <Callout.Root
      size="1"
      variant="surface"
      className="ps-notice"
      role={tone === 'danger' ? 'alert' : 'status'}
      data-state={tone}
      {...colors[tone]}
    >
      <div className="ps-notice-text">
        <strong>{title}</strong>
        {text && <span> {text}</span>}
      </div>
      {children && <div className="ps-notice-actions">{children}</div>}
    </Callout.Root>
  );
}

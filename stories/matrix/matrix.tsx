import { type Messages, TextProvider } from '@plimsoll/react';
import { german } from '@plimsoll/react/german';
import { Theme } from '@radix-ui/themes';
import type { ReactNode } from 'react';
import { arabic as arabicMessages } from './arabic.ts';

export interface Cell {
  /** The state, in a word or two. */
  readonly label: string;
  readonly content: ReactNode;
  /** Takes a whole row instead of the width of a phone. */
  readonly isWide?: boolean;
  /** @default 'en' */
  readonly locale?: string;
  readonly messages?: Messages;
  readonly direction?: 'ltr' | 'rtl';
}

interface MatrixProps {
  readonly cells: readonly Cell[];
  /** Light and dark beside each other, or one above the other for what needs the whole width. @default 'beside' */
  readonly themes?: 'beside' | 'above';
}

const APPEARANCES = ['light', 'dark'] as const;
const NAMES = { light: 'Light', dark: 'Dark' };

/** Every state of one component on one page, in both themes. */
function Matrix({ cells, themes = 'beside' }: MatrixProps) {
  return (
    <div className="matrix" data-themes={themes}>
      {APPEARANCES.map((appearance) => (
        <Theme
          key={appearance}
          className="matrix-theme"
          appearance={appearance}
          accentColor="indigo"
          grayColor="slate"
          radius="medium"
          hasBackground
        >
          <h2 className="matrix-title">{NAMES[appearance]}</h2>
          <div className="matrix-cells">
            {cells.map((cell) => (
              <MatrixCell key={cell.label} {...cell} />
            ))}
          </div>
        </Theme>
      ))}
    </div>
  );
}

function MatrixCell({ label, content, isWide = false, locale = 'en', messages, direction = 'ltr' }: Cell) {
  return (
    <figure className="matrix-cell" data-wide={isWide || undefined}>
      <figcaption>{label}</figcaption>
      <div dir={direction} lang={locale} className="matrix-content">
        <TextProvider locale={locale} timeZone="UTC" {...(messages && { messages })}>
          {content}
        </TextProvider>
      </div>
    </figure>
  );
}

/** A story that is nothing but a matrix. Its cells are no arguments: they would be sent to the panel of controls. */
export function matrixOf(props: MatrixProps) {
  return { render: () => <Matrix {...props} /> };
}

/** The same content where words are long, where digits are grouped another way, and where lines run from the right. */
export function abroad(content: { readonly german: ReactNode; readonly japanese?: ReactNode; readonly arabic: ReactNode }): Cell[] {
  const { german: long, japanese, arabic } = content;
  return [
    { label: 'German, long words', content: long, locale: 'de', messages: german },
    ...(japanese === undefined ? [] : [{ label: 'Japanese numbers', content: japanese, locale: 'ja' }]),
    { label: 'Right to left', content: arabic, locale: 'ar', messages: arabicMessages, direction: 'rtl' },
  ];
}

/** One component many times on a page, in an order that means nothing: what axe says about landmarks and headings is true of no application. */
export const matrixParameters = {
  controls: { disable: true },
  a11y: {
    config: {
      rules: ['landmark-unique', 'heading-order'].map((id) => ({ id, enabled: false })),
    },
  },
};

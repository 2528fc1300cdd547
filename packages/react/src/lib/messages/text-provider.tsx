'use client';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createFormatter, type Formatter, type FormatterOptions } from '../format/formatter.ts';
import { english, type Messages } from './messages.ts';

/** Texts and formats for one part of the page. */
export interface Text {
  readonly messages: Messages;
  readonly format: Formatter;
}

// A view works without any provider: English, UTC.
const TextContext = createContext<Text>({ messages: english, format: createFormatter() });

export interface TextProviderProps extends FormatterOptions {
  /** Entries that should read differently from English. */
  readonly messages?: Partial<Messages> | undefined;
  readonly children: ReactNode;
}

/** Sets texts, locale and time zone for the views below. `BillingProvider` contains one. */
export function TextProvider({ messages, locale, timeZone, children }: TextProviderProps) {
  const text = useMemo<Text>(
    () => ({
      messages: { ...english, ...messages },
      format: createFormatter({ locale, timeZone }),
    }),
    [messages, locale, timeZone],
  );
  return <TextContext.Provider value={text}>{children}</TextContext.Provider>;
}

/** Texts and formats of the nearest provider; English and UTC without one. */
export function useText(): Text {
  return useContext(TextContext);
}

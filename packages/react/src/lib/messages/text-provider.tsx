'use client';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createFormatter, type Formatter, type FormatterOptions } from '../format/formatter.ts';
import { type CoreTexts, coreTexts, type Messages } from './messages.ts';

/** Texts and formats for one part of the page. */
export interface Text<Own = unknown> {
  readonly messages: CoreTexts & Own;
  readonly format: Formatter;
}

// A view works without any provider: English, UTC.
const TextContext = createContext<Text>({ messages: coreTexts, format: createFormatter() });

export interface TextProviderProps extends FormatterOptions {
  /** Entries that should read differently from English. */
  readonly messages?: Partial<Messages> | undefined;
  readonly children: ReactNode;
}

/** Sets texts, locale and time zone for the views below. `BillingProvider` contains one. */
export function TextProvider({ messages, locale, timeZone, children }: TextProviderProps) {
  const text = useMemo<Text>(
    () => ({
      messages: { ...coreTexts, ...messages },
      format: createFormatter({ locale, timeZone }),
    }),
    [messages, locale, timeZone],
  );
  return <TextContext.Provider value={text}>{children}</TextContext.Provider>;
}

/**
 * Texts and formats of the nearest provider; English and UTC without one. A part of the page with texts of its own hands them over in
 * English, and gets them back with what the provider says differently.
 */
export function useText(): Text;
export function useText<Own extends object>(own: Own): Text<Own>;
export function useText(own?: object): Text {
  const text = useContext(TextContext);
  return useMemo(() => ({ ...text, messages: { ...own, ...text.messages } }), [own, text]);
}

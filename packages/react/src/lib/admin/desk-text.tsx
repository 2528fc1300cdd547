'use client';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type StatusTexts, statusTexts } from '../messages/status-texts.ts';
import { type Text, useText } from '../messages/text-provider.tsx';
import { type AdminMessages, adminEnglish } from './admin-texts.ts';

/** Texts and formats of the desk, with those of the kit that it uses. */
export interface DeskText extends Text<StatusTexts> {
  readonly desk: AdminMessages;
}

const DeskTextContext = createContext<AdminMessages>(adminEnglish);

export interface DeskTextProviderProps {
  /** Entries that should read differently from English. */
  readonly messages?: Partial<AdminMessages> | undefined;
  readonly children: ReactNode;
}

/** Sets the texts of the desk's views below. `BillingAdmin` contains one. */
export function DeskTextProvider({ messages, children }: DeskTextProviderProps) {
  const desk = useMemo(() => ({ ...adminEnglish, ...messages }), [messages]);
  return <DeskTextContext.Provider value={desk}>{children}</DeskTextContext.Provider>;
}

/** Texts and formats of the desk. */
export function useDeskText(): DeskText {
  const text = useText(statusTexts);
  const desk = useContext(DeskTextContext);
  return useMemo(() => ({ ...text, desk }), [text, desk]);
}

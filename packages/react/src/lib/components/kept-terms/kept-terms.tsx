'use client';
import { lazyPart } from '../lazy-part/lazy-part.tsx';

/** What is kept of an earlier version of a plan. Few customers have one, so it is fetched for those. */
export const KeptTerms = lazyPart(async () => (await import('../dialog-frame/panels.ts')).KeptTermsPanel);

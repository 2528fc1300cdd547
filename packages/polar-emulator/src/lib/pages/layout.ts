import { html } from '../http/respond.ts';
import { type Markup, markup } from './markup.ts';
import { PAGE_STYLE } from './page-style.ts';

export interface Page {
  title: string;
  body: Markup;
  /** A reading width by default; lists of things may be wider. */
  wide?: boolean;
  theme?: string | null;
  status?: number;
}

const STYLE: Markup = { html: `<style>${PAGE_STYLE}</style>` };

/** The frame of every page, with the sentence that nobody may miss. */
export function renderPage({ title, body, wide, theme, status }: Page): Response {
  const chosen = theme === 'dark' || theme === 'light' ? theme : 'auto';
  const page = markup`<!doctype html>
<html lang="en" data-theme="${chosen}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>${STYLE}</head>
<body><p class="notice" role="note"><strong>Local Polar emulator.</strong> No card is charged and no real money moves.</p>
<main${wide === true ? markup` class="wide"` : null}>${body}</main></body></html>`;
  return html(status ?? 200, page.html);
}

/** A page that only says one thing, and where to go from there. */
export function renderMessage({
  title,
  text,
  status,
  back,
}: {
  title: string;
  text: string;
  status: number;
  back?: string | null;
}): Response {
  const link = back === null || back === undefined ? null : markup`<p class="actions"><a class="button" href="${back}">Go back</a></p>`;
  const body = markup`<section class="card"><h1>${title}</h1><p>${text}</p>${link}</section>`;
  return renderPage({ title, status, body });
}

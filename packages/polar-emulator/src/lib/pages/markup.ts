/** HTML that is known to be safe; only the tag below makes it. */
export interface Markup {
  readonly html: string;
}

type Part = Markup | string | number | null | undefined | readonly Part[];

/** Builds HTML. Every value is escaped unless it was built by this tag itself; lists are joined, null and undefined vanish. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: strings.reduce((text, piece, index) => text + render(parts[index - 1]) + piece) };
}

function render(part: Part): string {
  if (part === null || part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return 'html' in part ? part.html : part.map(render).join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

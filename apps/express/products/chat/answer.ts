const WORDS = 'the harbour keeps its own time and every ship that leaves it carries a mark which says how deep it may be loaded'.split(' ');
const USUAL_WORDS = 60;
const MOST_WORDS = 20_000;

/**
 * Answers a question word by word: always the same for the same question, and without any service. A question that asks for a number of
 * words gets as many, so that a plan can be used up in an afternoon.
 */
export function* answer(question: string): Generator<string> {
  const asked = /(\d{1,6}) words/.exec(question)?.[1];
  const count = asked === undefined ? USUAL_WORDS : Math.min(Number(asked), MOST_WORDS);
  const first = [...question].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  for (let at = 0; at < count; at += 1) yield `${WORDS[(first + at) % WORDS.length] ?? ''}${at === count - 1 ? '.' : ' '}`;
}

/** Tokens of a text, as this chat counts them: one for each word. */
export function countTokens(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

import { setTimeout as pause } from 'node:timers/promises';
import { answer, countTokens } from './answer.ts';
import type { TokenHold } from './hold-tokens.ts';

// Words that travel together, and for how many of these groups the answer takes its time, as a model would.
const GROUP = 20;
const SLOW_GROUPS = 60;
const PAUSE_MS = 20;

/** One line of the stream: some words, or how it ended. */
export type AnswerLine = { readonly text: string } | { readonly end: AnswerEnd };

export interface AnswerEnd {
  /** What was counted, the question included. */
  readonly tokens: number;
  /** Whether the balance ended in the middle. */
  readonly cut: boolean;
}

/**
 * Streams an answer, one line of JSON at a time, and counts exactly what was said, however it ends: at its end, at the end of the
 * balance, or because the reader went away.
 */
export async function* streamAnswer(question: string, hold: TokenHold): AsyncGenerator<string> {
  try {
    await hold.take(countTokens(question));
    let cut = false;
    let groups = 0;
    for (const words of inGroups(answer(question))) {
      cut = !(await hold.take(words.length));
      if (cut) break;
      yield line({ text: words.join('') });
      groups += 1;
      if (groups <= SLOW_GROUPS) await pause(PAUSE_MS);
    }
    yield line({ end: { tokens: await hold.close(), cut } });
  } finally {
    await hold.close();
  }
}

function* inGroups(words: Iterable<string>): Generator<string[]> {
  let group: string[] = [];
  for (const word of words) {
    group.push(word);
    if (group.length < GROUP) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

function line(content: AnswerLine): string {
  return `${JSON.stringify(content)}\n`;
}

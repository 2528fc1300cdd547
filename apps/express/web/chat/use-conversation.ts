import { readProblem } from '@plimsoll/react';
import { useCallback, useState } from 'react';
import type { AnswerEnd, AnswerLine } from '../../products/chat/stream-answer.ts';
import { callApi } from '../session.ts';
import { useGatedWork } from '../use-gated-work.ts';
import type { Question } from './message-form.tsx';
import { readLines } from './read-lines.ts';

/** A question and what was said to it so far. */
export interface Turn {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  /** Null while the answer grows. */
  readonly end: AnswerEnd | null;
}

/** A conversation of this visit; its thread begins with the first question. */
export function useConversation() {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [thread, setThread] = useState<string | null>(null);
  const change = useCallback(
    (id: string, update: (turn: Turn) => Turn) => setTurns((all) => all.map((turn) => (turn.id === id ? update(turn) : turn))),
    [],
  );
  const { run, busy, failure } = useGatedWork(async ({ text, model }: Question) => {
    if (thread === null) setThread((await callApi<{ id: string }>('/api/chat/threads', {})).id);
    const body = await openAnswer({ text, model });
    const id = crypto.randomUUID();
    setTurns((earlier) => [{ id, question: text, answer: '', end: null }, ...earlier]);
    for await (const line of readLines<AnswerLine>(body)) {
      change(id, (turn) => ('end' in line ? { ...turn, end: line.end } : { ...turn, answer: turn.answer + line.text }));
    }
  });
  return { turns, ask: (question: Question) => void run(question), busy, failure };
}

async function openAnswer(question: Question): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await fetch('/api/chat/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  const problem = await readProblem(response);
  if (problem !== null) throw problem;
  if (response.body === null) throw new Error('The answer is empty.');
  return response.body;
}

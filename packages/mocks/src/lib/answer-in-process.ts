type Answer = (request: Request) => Promise<Response>;

const answers = new Map<string, Answer>();
let ours: typeof fetch | undefined;
let unwrap = () => {};

/**
 * Answers every `fetch` to one made-up origin inside this process until the returned function is called. Polar's SDK calls the
 * global `fetch` and takes no other, and a scenario is played before any worker of MSW listens: this is the only door to it.
 */
export function answerInProcess(origin: string, answer: Answer): () => void {
  answers.set(origin, answer);
  // MSW puts a wrapper of its own on top, and takes it off with ours under it: hence the look at what is there now.
  if (globalThis.fetch !== ours) wrapFetch();
  return () => {
    answers.delete(origin);
    if (answers.size === 0 && globalThis.fetch === ours) unwrap();
  };
}

function wrapFetch(): void {
  const real = globalThis.fetch;
  ours = async (input, init) => {
    const answer = answers.get(originOf(input));
    return await (answer === undefined ? real(input, init) : answer(new Request(input, init)));
  };
  globalThis.fetch = ours;
  unwrap = () => {
    globalThis.fetch = real;
  };
}

function originOf(input: RequestInfo | URL): string {
  const url = input instanceof Request ? input.url : String(input);
  return URL.canParse(url) ? new URL(url).origin : '';
}

import type { Engine } from './engine.ts';
import type { Keyspace } from './keyspace.ts';

/** The server's clock, or the one of a test. */
export interface StoreClock {
  /** What a script gets: an instant in milliseconds, or `''` for the server's own. */
  given(): string;
  now(): Promise<number>;
}

/** Every script reads the clock of the server that runs it, so that the hosts' clocks do not matter. */
export function createStoreClock(
  { engine, keyspace }: { engine: Engine; keyspace: Keyspace },
  now: (() => number) | undefined,
): StoreClock {
  const given = () => (now === undefined ? '' : String(now()));
  return {
    given,
    now: () => engine.step(() => engine.run<number>('read-clock', { keys: keyspace.buckets.slice(0, 1), args: [given()] })),
  };
}

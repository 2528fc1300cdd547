import type { LedgerResult } from '../../ledger/result.ts';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { LossFeed } from '../../store.ts';
import { compareTold } from './compare-told.ts';
import type { Engine } from './engine.ts';
import type { Keyspace } from './keyspace.ts';
import { createLastAnswers } from './last-answers.ts';
import { createLossHub } from './loss-hub.ts';
import { createToldNumbers, INBOX } from './told-numbers.ts';
import { untilDone } from './until-done.ts';

/** Notices that the server forgot what it had acknowledged. */
export interface LossWatch {
  readonly feed: LossFeed;
  /**
   * To be called before a write is sent: news of later writes may overtake its answer. What it gives takes the numbers that the write
   * raised (0: not raised), and compares.
   */
  expect(names: readonly string[]): (raised: readonly number[]) => void;
  /** The same for a number that is read. Too low a one is looked into: a replica may have answered, which is only late. */
  expectRead(name: string): (found: number) => void;
  /** Remembers numbers, whoever told of them. */
  note(names: readonly string[], raised: readonly number[]): void;
  /** A customer was erased: what was told of it is no measure any more. */
  forget(customerId: string): void;
  /** Remembers the answers of the last batch of a bucket. */
  keepAnswers(bucket: string, results: readonly LedgerResult[]): void;
  /** Answers may be forgotten after so many milliseconds. */
  limitAnswers(retentionMs: number): void;
  stop(): void;
}

/**
 * Every answer is compared with what this process was told before, which costs no call. A check reads what is remembered anew whenever the
 * server may be another one than before or have started anew, so that a loss is noticed even when none of those customers comes back.
 * Offsets of the replication are not compared: they grow by what is none of ours, and begin at 0 with a server that starts.
 *
 * What was lost is not given again. A reservation would hold units that were given back since, and a spend would be refused where its
 * units were sold again, or count in another hour: that is for a person to decide, who knows what the work was worth.
 */
export function createLossWatch(engine: Engine, keyspace: Keyspace): LossWatch {
  const told = createToldNumbers();
  const answers = createLastAnswers(systemRuntime.monotonic);
  const check = untilDone(() => engine.step(compareAll));
  const hub = createLossHub(() => engine.onReturn(check.ask));

  function lose(name: string, { seen, found }: { seen: number; found: number }): void {
    hub.tell({ customerId: name === INBOX ? null : name, seen, found });
  }

  // A server that is away, loads, or does not take writes yet rejects, and is asked again.
  async function compareAll(): Promise<void> {
    for (const lost of await compareTold({ engine, keyspace, told, answers })) lose(lost.name, lost);
  }

  function compare(name: string, { raised, floor }: { raised: number; floor: number }): void {
    if (raised === 0 || raised > floor) return;
    told.replace(name, raised);
    // The write itself raised it by one.
    lose(name, { seen: floor, found: raised - 1 });
    check.ask();
  }

  return {
    feed: hub.feed,
    expect(names) {
      const floors = names.map(told.of);
      return (raised) => {
        for (const [index, name] of names.entries()) compare(name, { raised: raised[index] ?? 0, floor: floors[index] ?? 0 });
      };
    },
    expectRead(name) {
      const floor = told.of(name);
      return (found) => {
        if (found < floor) check.ask();
      };
    },
    note(names, raised) {
      for (const [index, name] of names.entries()) told.raise(name, raised[index] ?? 0);
    },
    forget(customerId) {
      told.forget(customerId);
      answers.forget(keyspace.bucketOf(customerId));
    },
    keepAnswers: answers.keep,
    limitAnswers: answers.limit,
    stop: check.stop,
  };
}

import type { Entry } from '../../ledger/entry.ts';
import type { Engine } from './engine.ts';
import type { Keyspace } from './keyspace.ts';
import { isBehind, type LastAnswers } from './last-answers.ts';
import { INBOX, type ToldNumbers } from './told-numbers.ts';
import { nameOfEntry } from './wire-command.ts';

interface Memory {
  readonly engine: Engine;
  readonly keyspace: Keyspace;
  readonly told: ToldNumbers;
  readonly answers: LastAnswers;
}

/** A number that was told, and what the server has instead. */
interface Lost {
  readonly name: string;
  readonly seen: number;
  readonly found: number;
}

/** Reads all that is remembered anew; gives what the server lost, once. Rejects when it does not answer or takes no writes. */
export async function compareTold(memory: Memory): Promise<readonly Lost[]> {
  const { keyspace, told, answers } = memory;
  const customers = Map.groupBy(told.customers(), keyspace.bucketOf);
  const entries = answers.all();
  const buckets = [...new Set([...customers.keys(), ...entries.keys()])];
  const compared = buckets.map((bucket) =>
    compareBucket(memory, bucket, { customers: customers.get(bucket), entries: entries.get(bucket) }),
  );
  return (await Promise.all([...compared, compareInbox(memory)])).flat();
}

type Reply = readonly [versions: readonly number[], entries: readonly (readonly [Entry['state'], number] | null)[]];

async function compareBucket(
  { engine, told, answers }: Memory,
  bucket: string,
  { customers = [], entries = [] }: { customers: readonly string[] | undefined; entries: readonly Entry[] | undefined },
): Promise<Lost[]> {
  // As they are before the question: what is told meanwhile may be newer than its answer.
  const floors = customers.map(told.of);
  const args = [customers.length, ...customers, ...entries.map(nameOfEntry)];
  const [versions, found] = await engine.run<Reply>('read-told', { keys: [bucket], args });
  const lower = customers.flatMap((name, index) => lostOf(told, { name, seen: floors[index] ?? 0, found: versions[index] ?? 0 }));
  const behind = entries.filter((entry, index) => {
    const [state, attempt] = found[index] ?? [];
    return isBehind(state === undefined || attempt === undefined ? null : { state, attempt }, entry);
  });
  if (behind.length > 0) answers.forget(bucket);
  // Others may have written on since: then the version is no lower, and yet what it stood for is gone.
  const known = new Set(lower.map(({ name }) => name));
  const overtaken = new Set(behind.map(({ customerId }) => customerId).filter((customerId) => !known.has(customerId)));
  return [...lower, ...[...overtaken].map((name) => ({ name, seen: told.of(name), found: versions[customers.indexOf(name)] ?? 0 }))];
}

async function compareInbox({ engine, keyspace, told }: Memory): Promise<Lost[]> {
  const seen = told.of(INBOX);
  if (seen === 0) return [];
  return lostOf(told, { name: INBOX, seen, found: await engine.run<number>('read-inbox-number', { keys: [keyspace.inbox] }) });
}

// One that is remembered otherwise by now was told of already, or newly.
function lostOf(told: ToldNumbers, lost: Lost): Lost[] {
  const { name, seen, found } = lost;
  if (found >= seen || told.of(name) !== seen) return [];
  told.replace(name, found);
  return [lost];
}

import type { LedgerCommand } from '../../ledger/command.ts';
import type { LedgerResult } from '../../ledger/result.ts';
import { isWellFormed } from '../../ledger/well-formed.ts';
import type { Ground } from './ground.ts';
import { resultOfWire, type WireResult } from './wire.ts';
import { parametersOf } from './wire-command.ts';

type Reply = readonly [now: number, versions: readonly number[], results: readonly WireResult[]];

/** Gives commands to the script, one step for each bucket: on a single server that is one for all. */
export function createApply({ engine, keyspace, clock, changes, losses }: Ground) {
  async function take(bucket: string, commands: readonly LedgerCommand[]): Promise<LedgerResult[]> {
    const { customers, args } = parametersOf(commands);
    const compare = losses.expect(customers);
    const beginning = changes.beginning('ledger', customers);
    const [now, versions, results] = await engine.run<Reply>('apply', {
      keys: [bucket],
      args: [clock.given(), changes.channel, beginning, ...args],
    });
    compare(versions);
    changes.publish({ about: 'ledger', customers, versions });
    const taken = commands.map((command, index) => {
      const result = results[index];
      if (result === undefined) throw new Error('The script gave fewer answers than commands.');
      return resultOfWire(result, command, now);
    });
    losses.keepAnswers(bucket, taken);
    return taken;
  }

  return async (commands: readonly LedgerCommand[]): Promise<LedgerResult[]> => {
    const results: LedgerResult[] = commands.map(() => ({ ok: false, reason: 'invalid' }));
    const numbered = commands.map((command, position) => ({ command, position })).filter(({ command }) => isWellFormed(command));
    const buckets = Map.groupBy(numbered, ({ command }) => keyspace.bucketOf(command.customerId));
    const steps = [...buckets].map(async ([bucket, own]) => {
      const taken = await take(
        bucket,
        own.map(({ command }) => command),
      );
      taken.forEach((result, index) => {
        results[own[index]?.position ?? -1] = result;
      });
    });
    await Promise.all(steps);
    return results;
  };
}

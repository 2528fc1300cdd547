import { type Contenders, createContenders } from './contenders.ts';
import { customerIds } from './customers.ts';
import type { Engine, EngineKind, EngineOptions } from './engine.ts';
import { type MemoryReport, runForMemory } from './memory-run.ts';
import { openBilling } from './open-billing.ts';
import { openEngine } from './open-engine.ts';
import type { BenchOptions } from './options.ts';
import { type Comparison, compareSideBySide } from './side-by-side.ts';
import { takeIn } from './take-in.ts';

/** What was found on one engine. */
export interface EngineReport {
  readonly kind: EngineKind;
  readonly terms: string;
  readonly deductStatement: string;
  readonly comparisons: readonly Comparison[];
  /** Null when the run did without. */
  readonly memory: MemoryReport | null;
}

type Say = (line: string) => void;

/** Measures one engine. */
export async function benchEngine(kind: EngineKind, options: BenchOptions, say: Say): Promise<EngineReport> {
  const customers = customerIds(options.customers);
  const comparisons: Comparison[] = [];
  let described = { terms: '', deductStatement: '' };
  // A fresh database for each: what one concurrency wrote would slow the next one down.
  for (const concurrency of options.concurrency) {
    say(`${kind}: ${options.rounds} rounds at concurrency ${concurrency}`);
    await withContenders(kind, { customers, concurrency }, async (contenders, { store, terms, deductStatement }) => {
      comparisons.push(await compareSideBySide({ contenders, takeIn: () => takeIn(store) }, { ...options, concurrency }));
      described = { terms, deductStatement };
    });
  }
  return { kind, comparisons, ...described, memory: options.memory === 0 ? null : await weighEngine(kind, customers, { ...options, say }) };
}

async function weighEngine(
  kind: EngineKind,
  customers: readonly string[],
  { memory, say }: { memory: number; say: Say },
): Promise<MemoryReport> {
  say(`${kind}: ${memory} operations for memory`);
  return await withContenders(kind, { customers, concurrency: 512 }, ({ spend }) => runForMemory(spend, memory, say));
}

async function withContenders<T>(
  kind: EngineKind,
  options: EngineOptions,
  work: (contenders: Contenders, engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(kind, options);
  try {
    const billing = await openBilling(engine.store, options.customers);
    return await work(createContenders(billing, engine, options.customers), engine).finally(() => billing.stop());
  } finally {
    await engine.close();
  }
}

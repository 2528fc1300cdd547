/** How a bare deduct is batched. */
export interface Batches {
  readonly largest: number;
  readonly atOnce: number;
}

/** Deducts one unit of each customer that is named; says for each whether it had one. */
export type Deduct = (customers: readonly string[]) => Promise<readonly boolean[]>;

interface Waiting {
  readonly customer: string;
  readonly resolve: (admitted: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** Turns deducts one by one into deducts of many, with nothing else around: what arrives while batches are under way goes with the next. */
export function coalesce(deduct: Deduct, { largest, atOnce }: Batches): (customer: string) => Promise<boolean> {
  const waiting: Waiting[] = [];
  let running = 0;

  async function run(): Promise<void> {
    while (waiting.length > 0) await deductAll(deduct, waiting.splice(0, largest));
    running -= 1;
  }

  return (customer) =>
    new Promise((resolve, reject) => {
      waiting.push({ customer, resolve, reject });
      if (running >= atOnce) return;
      running += 1;
      queueMicrotask(run);
    });
}

async function deductAll(deduct: Deduct, batch: readonly Waiting[]): Promise<void> {
  try {
    const admitted = await deduct(batch.map(({ customer }) => customer));
    batch.forEach(({ resolve }, index) => void resolve(admitted[index] === true));
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

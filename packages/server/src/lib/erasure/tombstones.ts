import { BillingError } from '@plimsoll/contract';
import type { Runtime } from '../runtime/runtime.ts';
import type { RecordStore } from '../store.ts';

/** Who was erased here, by digests: it can be asked of an id, and gives none. */
export interface Tombstones {
  /** Whether a customer was erased and nobody let it in again. */
  isErased(customerId: string): Promise<boolean>;
  /** The same of a provider's own id of a customer. */
  isErasedAt(provider: string, providerCustomerId: string): Promise<boolean>;
  /** @throws BillingError `customer_erased` */
  requireAdmitted(customerId: string): Promise<void>;
  /** Whether an order was granted to a customer before it was erased: it is not granted again. */
  wasGranted(customerId: string, orderId: string): Promise<boolean>;
  /** From now on the customer is erased. Idempotent; orders of an earlier time stay. Gives the way back. */
  set(buried: Buried): Promise<() => Promise<void>>;
  /** Lets a customer in again. `false`: it was not erased. */
  lift(customerId: string): Promise<boolean>;
}

interface Buried {
  readonly customerId: string;
  readonly provider: string;
  readonly providerCustomerId: string | null;
  /** The provider's ids of orders that were granted. */
  readonly orders: readonly string[];
}

interface Stone {
  /** Digests of orders that were granted. */
  readonly orders: readonly string[];
  readonly lifted: boolean;
}

/** Says under which digest the customer of a provider's id stands. */
interface Signpost {
  readonly customer: string;
}

const SALT_KEY = 'erasure/salt';
const MOST_TRIES = 20;
const NO_STONE: Stone = { orders: [], lifted: true };

/** Tombstones in records. The salt is made with the first one and stays. */
export function createTombstones(records: RecordStore, runtime: Pick<Runtime, 'sha256' | 'uuid'>): Tombstones {
  let salt: string | null = null;

  // Null: nobody was ever erased here.
  async function readSalt(): Promise<string | null> {
    salt ??= ((await records.read(SALT_KEY))?.value ?? null) as string | null;
    return salt;
  }

  async function makeSalt(): Promise<string> {
    if ((await readSalt()) === null) await records.write(SALT_KEY, { value: runtime.uuid(), expectedRevision: 0, ttlMs: null });
    return (await readSalt()) ?? '';
  }

  const digestOf = (own: string, parts: readonly string[]) => runtime.sha256([own, ...parts].join('\n'));
  const customerDigest = (own: string, customerId: string) => digestOf(own, ['customer', customerId]);
  const orderDigest = (own: string, orderId: string) => digestOf(own, ['order', orderId]);
  const postKey = async (own: string, provider: string, id: string) => keyOf(await digestOf(own, ['provider', provider, id]));

  async function readStone(customerId: string): Promise<Stone> {
    const own = await readSalt();
    return own === null ? NO_STONE : ((await read<Stone>(records, keyOf(await customerDigest(own, customerId)))) ?? NO_STONE);
  }

  const isErased = async (customerId: string) => !(await readStone(customerId)).lifted;

  return {
    isErased,
    async isErasedAt(provider, providerCustomerId) {
      const own = await readSalt();
      const post = own === null ? null : await read<Signpost>(records, await postKey(own, provider, providerCustomerId));
      return post !== null && (await read<Stone>(records, keyOf(post.customer)))?.lifted === false;
    },
    async requireAdmitted(customerId) {
      // Without the id: what could not be done may be written down.
      if (await isErased(customerId))
        throw new BillingError('customer_erased', 'This customer was erased, and nobody has let it in again.');
    },
    async wasGranted(customerId, orderId) {
      const { orders } = await readStone(customerId);
      return orders.length > 0 && orders.includes(await orderDigest((await readSalt()) ?? '', orderId));
    },
    async set({ customerId, provider, providerCustomerId, orders }) {
      const own = await makeSalt();
      const customer = await customerDigest(own, customerId);
      const granted = await Promise.all(orders.map((order) => orderDigest(own, order)));
      let before = NO_STONE;
      await change<Stone>(records, keyOf(customer), (known) => {
        before = known ?? NO_STONE;
        return { lifted: false, orders: [...new Set([...before.orders, ...granted])] };
      });
      if (providerCustomerId !== null)
        await change<Signpost>(records, await postKey(own, provider, providerCustomerId), () => ({ customer }));
      return async () => {
        await change<Stone>(records, keyOf(customer), (known) => ({ ...(known ?? before), lifted: before.lifted }));
      };
    },
    async lift(customerId) {
      if (!(await isErased(customerId))) return false;
      const key = keyOf(await customerDigest(await makeSalt(), customerId));
      await change<Stone>(records, key, (known) => ({ ...(known ?? NO_STONE), lifted: true }));
      return true;
    },
  };
}

function keyOf(digest: string): string {
  return `erased/${digest}`;
}

async function read<T>(records: RecordStore, key: string): Promise<T | null> {
  return ((await records.read(key))?.value ?? null) as T | null;
}

/** Changes a record, again when somebody else changed it meanwhile. */
export async function change<T>(records: RecordStore, key: string, next: (known: T | null) => T): Promise<void> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const stored = await records.read(key);
    const value = next((stored?.value ?? null) as T | null);
    if (await records.write(key, { value, expectedRevision: stored?.revision ?? 0, ttlMs: null })) return;
  }
  throw new BillingError('concurrent_change', `A record of erasures changed ${MOST_TRIES} times meanwhile.`);
}

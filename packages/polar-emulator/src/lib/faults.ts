/** Which API calls a fault hits. Without any of these: every call under `/v1`. */
export interface FaultAim {
  /** Path prefix, such as `/v1/events`. */
  path?: string;
  method?: string;
  /** 0 to 1; each call throws its own dice. */
  probability?: number;
  /** How many calls it hits before it is used up. */
  times?: number;
}

/** What happens to API calls. `status` answers without applying; `drop-after-apply` applies and then cuts the connection. */
export type ApiFault = FaultAim &
  (
    | { kind: 'status'; status: number; retryAfterSeconds?: number }
    | { kind: 'hang' }
    | { kind: 'drop-after-apply' }
    | { kind: 'slow'; ms: number }
  );

/** What happens to webhooks. `pause` holds them back until the faults are cleared. */
export type WebhookFault =
  | { kind: 'webhook-duplicate' }
  | { kind: 'webhook-reorder' }
  | { kind: 'webhook-delay'; ms: number }
  | { kind: 'webhook-pause' };

/** What happens to usage: `lose-events` takes it as always and forgets it, `miscount-events` counts it and answers for one too few. */
type UsageFault = { kind: 'lose-events' } | { kind: 'miscount-events' };

/** `stale-state` freezes every customer state as it is when the fault is set. */
export type Fault = ApiFault | WebhookFault | UsageFault | { kind: 'stale-state' };

export const FAULT_KINDS = [
  'status',
  'hang',
  'drop-after-apply',
  'slow',
  'webhook-duplicate',
  'webhook-reorder',
  'webhook-delay',
  'webhook-pause',
  'lose-events',
  'miscount-events',
  'stale-state',
] as const satisfies readonly Fault['kind'][];

export interface Faults {
  /** Adds a fault; it stays until it is used up or the faults are cleared. */
  set(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** The API faults that hit this call, each counted as used. */
  hit(method: string, path: string): ApiFault[];
  webhook<Kind extends WebhookFault['kind']>(kind: Kind): Extract<WebhookFault, { kind: Kind }> | undefined;
  usage(kind: UsageFault['kind']): boolean;
  /** The state to serve instead of the real one while states are frozen; the first reading is kept. */
  frozen(customerId: string, read: () => unknown): unknown;
  /** Resolves when the faults are next cleared. */
  cleared(): Promise<void>;
}

export interface FaultHooks {
  random(): number;
  /** Called when states are frozen, so that those of today can be read. */
  onFreeze(): void;
  onClear(): void;
}

export function createFaults(hooks: FaultHooks): Faults {
  let active: Fault[] = [];
  let frozenStates = new Map<string, unknown>();
  let waiters: (() => void)[] = [];

  function takes(fault: ApiFault): boolean {
    if (fault.probability !== undefined && hooks.random() >= fault.probability) return false;
    if (fault.times === undefined) return true;
    fault.times -= 1;
    if (fault.times <= 0) active = active.filter((other) => other !== fault);
    return fault.times >= 0;
  }

  return {
    set(fault) {
      // A copy, because `times` counts down.
      active.push({ ...fault });
      if (fault.kind === 'stale-state') hooks.onFreeze();
    },
    clear() {
      active = [];
      frozenStates = new Map();
      for (const wake of waiters) wake();
      waiters = [];
      hooks.onClear();
    },
    list: () => active,
    hit: (method, path) => active.filter(isApiFault).filter((fault) => isAimedAt(fault, method, path) && takes(fault)),
    webhook<Kind extends WebhookFault['kind']>(kind: Kind) {
      return active.find((fault): fault is Extract<WebhookFault, { kind: Kind }> => fault.kind === kind);
    },
    usage: (kind) => active.some((fault) => fault.kind === kind),
    frozen(customerId, read) {
      if (!active.some((fault) => fault.kind === 'stale-state')) return read();
      if (!frozenStates.has(customerId)) frozenStates.set(customerId, structuredClone(read()));
      return frozenStates.get(customerId);
    },
    cleared: () => new Promise((resolve) => waiters.push(resolve)),
  };
}

function isApiFault(fault: Fault): fault is ApiFault {
  return fault.kind === 'status' || fault.kind === 'hang' || fault.kind === 'drop-after-apply' || fault.kind === 'slow';
}

function isAimedAt(fault: ApiFault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  return path.startsWith(fault.path ?? '/v1/');
}

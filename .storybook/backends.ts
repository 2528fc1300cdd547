import { createMockBackend, type demoCatalog, type MockBackend, type ScenarioName, scenarios } from '@plimsoll/mocks';
import { yearlyCatalog } from './yearly-catalog.ts';

export type DemoBackend = MockBackend<typeof demoCatalog>;

/** What a story says about its backend, in `parameters.billing`. A story that says nothing has none: it draws a view from props. */
interface BillingParameters {
  readonly scenario: ScenarioName;
  readonly fault?: Fault;
  /** What is sold: `yearly` has plans that are paid by the month or by the year. @default 'demo' */
  readonly sells?: 'demo' | 'yearly';
  /** Who looks. @default someone who manages billing */
  readonly viewer?: 'manager' | 'member' | 'operator' | 'signed-out';
}

type Fault = 'none' | 'slow' | 'offline' | 'provider-down' | 'stale';

/** The part of a story's context that decides about its backend. */
interface StoryContext {
  readonly id: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly globals: Readonly<Record<string, unknown>>;
}

const SLOW_MS = 2_000;
const STALE_MS = 2 * 3_600_000;
const backends = new Map<string, Promise<DemoBackend>>();
let started = 0;

/** The story's backend, begun anew for each scenario; null where the story has none. A change of its arguments alone keeps it. */
export async function openBackend(context: StoryContext): Promise<DemoBackend | null> {
  const wish = readWish(context);
  if (wish === null) return null;
  const key = `${context.id} ${JSON.stringify(wish)}`;
  const opened = backends.get(key) ?? startBackend(context.id, wish);
  backends.set(key, opened);
  return await opened;
}

/** Ends every backend of a story. */
export async function closeBackends(storyId: string): Promise<void> {
  for (const [key, backend] of backends) {
    if (!key.startsWith(`${storyId} `)) continue;
    backends.delete(key);
    await (await backend).dispose();
  }
}

function readWish({ parameters, globals }: StoryContext): BillingParameters | null {
  const said = parameters['billing'] as BillingParameters | undefined;
  if (said === undefined) return null;
  const { scenario, fault } = globals;
  return {
    ...said,
    ...(isScenario(scenario) ? { scenario } : {}),
    ...(fault === 'story' ? {} : { fault: fault as Fault }),
  };
}

async function startBackend(
  storyId: string,
  { scenario, fault = 'none', viewer = 'manager', sells }: BillingParameters,
): Promise<DemoBackend> {
  started += 1;
  const backend = await createMockBackend({
    scenario,
    catalog: sells === 'yearly' ? yearlyCatalog : undefined,
    // Several stories can stand on one page of documentation: each backend has its own address.
    basePath: `/api/billing/${storyId}/${started}`,
    identity: viewer === 'signed-out' ? null : { canManageBilling: viewer !== 'member', operator: viewer === 'operator' },
  });
  await setFault(backend, fault);
  return backend;
}

async function setFault({ faults, advance }: DemoBackend, fault: Fault): Promise<void> {
  switch (fault) {
    case 'none':
      return;
    case 'slow':
      return faults.slow(SLOW_MS);
    case 'offline':
      return faults.offline();
    case 'provider-down':
      return await faults.providerDown();
    case 'stale':
      await faults.providerDown();
      return await advance(STALE_MS);
    default:
      return fault satisfies never;
  }
}

function isScenario(value: unknown): value is ScenarioName {
  return typeof value === 'string' && Object.hasOwn(scenarios, value);
}

import type { Catalog } from '@plimsoll/contract';
import type { BillingOptions } from '../options.ts';
import type { Provider } from '../provider.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Store } from '../store.ts';
import { measureProvider } from './measure-provider.ts';
import { measureStore } from './measure-store.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createTallies, type Tallies } from './tallies.ts';

export interface Instrumented {
  readonly recorder: Recorder;
  readonly tallies: Tallies;
  readonly provider: Provider;
  readonly store: Store;
}

/** What the host brought, with measures around it. Without telemetry it is what the host brought. */
export function instrument({ telemetry, catalog, provider, store }: BillingOptions<Catalog>, runtime: Runtime): Instrumented {
  const recorder = createRecorder(telemetry, { prefix: provider.id, catalog });
  const tallies = createTallies();
  return {
    recorder,
    tallies,
    provider: telemetry === undefined ? provider : measureProvider(provider, recorder, runtime),
    store: recorder.takesNumbers ? measureStore(store, { recorder, heat: tallies.heat, runtime }) : store,
  };
}

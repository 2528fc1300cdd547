import type { Catalog, MeterId, TierId } from '@plimsoll/contract';
import type { RouteInput, RouteKey, RouteOutput } from '@plimsoll/contract/routes';
import type { PolarEmulator } from '@plimsoll/polar-emulator';
import type { Billing, Identity } from '@plimsoll/server';
import type { RequestHandler } from 'msw';
import type { MockFaults } from './faults.ts';

/** The whole backend of an application's billing, inside this tab or test. */
export interface MockBackend<C extends Catalog = Catalog> {
  /** For `setupWorker`, `setupServer` or `msw.use`: answers everything under `basePath` and at the made-up Polar, nothing else. */
  readonly handlers: RequestHandler[];
  readonly catalog: C;
  /** Where the billing routes are mounted; for `<BillingProvider baseUrl>`. */
  readonly basePath: string;
  /** The real engine, on a memory store. */
  readonly billing: Billing<C>;
  /** The Polar that it talks to. */
  readonly emulator: PolarEmulator;
  /** Who every request comes from; null when nobody is signed in. */
  readonly identity: Identity | null;
  /** What can go wrong on the way. */
  readonly faults: MockFaults;
  /**
   * Calls a billing route as somebody of the same customer who may do everything.
   * @throws BillingError with the route's code
   */
  call<K extends RouteKey>(key: K, input: RouteInput<K>): Promise<RouteOutput<K>>;
  /** Buys a tier: checkout, payment and return. */
  subscribe(tier: TierId<C>): Promise<void>;
  /** Uses units of a meter, one unless said otherwise. @throws BillingError `limit_reached` with an offer */
  spend(meter: MeterId<C>, units?: number): Promise<void>;
  /** Presses Pay on a checkout page; gives the address that the page leads to. Takes the page's address or the checkout's id. */
  pay(checkout: string): Promise<string>;
  /** Presses Decline on a checkout page: the card is refused and the checkout stays open. */
  decline(checkout: string): Promise<void>;
  /**
   * Moves the time of Polar, of the store and of the engine by milliseconds; what falls due on the way happens. It waits each day until all of
   * it was applied, unless `patient` is false: for what Polar refuses, which is tried again and again.
   */
  advance(ms: number, options?: { readonly patient?: boolean }): Promise<void>;
  /** Resolves when every webhook was applied and every usage event told, as far as Polar can be reached. */
  settled(): Promise<void>;
  /** Stops the engine and takes the made-up Polar off the network. */
  dispose(): Promise<void>;
}

import type { Catalog } from '@plimsoll/contract';
import type { MockBackend } from './mock-backend.ts';

/** A situation that a customer can be in, brought about by doing what leads to it on the real engine. */
export interface Scenario {
  /** For people, for example in a toolbar. */
  readonly title: string;
  /** How long before now it begins; its play then moves time. @default 0 */
  readonly daysAgo?: number;
  /** Days that every tier can be tried for. @default no trial */
  readonly trialDays?: number;
  /** What is sold in it, for a backend that is given no catalog. @default the plans of a small recruiting tool */
  readonly catalog?: Catalog;
  play(backend: MockBackend): Promise<void>;
}

/** A part of the desk. */
export type AdminSection = 'customers' | 'webhooks' | 'usage' | 'syncs' | 'settings' | 'audit' | 'health';

/** Where somebody is at the desk. */
export interface AdminPlace {
  readonly section: AdminSection;
  /** The customer that is looked at, in the section `customers`. */
  readonly customerId?: string | undefined;
}

export const SECTIONS: readonly AdminSection[] = ['customers', 'webhooks', 'usage', 'syncs', 'settings', 'audit', 'health'];

import { type Core, stamped } from '../core.ts';
import { WEBHOOK_EVENT_TYPES, type WebhookEndpoint, type WebhookEventType } from '../entities/webhook.ts';
import { createSecret, isStandardSecret } from './sign.ts';

/** Where webhooks go, and how they are signed. */
export interface NewEndpoint {
  url: string;
  /** Made up when absent. A `standard` secret is `whsec_` and base64; a `utf8` one may be any text. */
  secret?: string;
  /** `standard`: as Polar signs for secrets made since 2026-09-08. `utf8`: as it signs for older ones. */
  signing: 'standard' | 'utf8';
  /** Every type when absent. */
  events?: readonly WebhookEventType[];
  id?: string;
  name?: string | null;
}

/** Throws a RangeError for a `standard` secret that is not `whsec_` and base64. */
export function addEndpoint(core: Core, draft: NewEndpoint): WebhookEndpoint {
  const secret = draft.secret ?? createSecret();
  if (draft.signing === 'standard' && !isStandardSecret(secret)) {
    throw new RangeError("A webhook secret for standard signing is 'whsec_' followed by base64. Use signing 'utf8' for any other text.");
  }
  const endpoint: WebhookEndpoint = {
    ...stamped(core, draft.id),
    url: draft.url,
    name: draft.name ?? null,
    api_version: '2026-10',
    format: 'raw',
    secret,
    organization_id: core.world.organizationId,
    events: [...(draft.events ?? WEBHOOK_EVENT_TYPES)],
    enabled: true,
    uses_standard_webhook_signature: draft.signing === 'standard',
  };
  core.world.endpoints.set(endpoint.id, endpoint);
  return endpoint;
}

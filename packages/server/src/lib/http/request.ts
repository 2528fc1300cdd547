import type { Identity } from '../identity.ts';

/** A request body: the bytes as received, or what the host's own parser left of them. */
export type RequestBody = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'parsed'; readonly value: unknown };

/** One request, whatever framework it came through. */
export interface BillingRequest {
  readonly method: string;
  /** Below the mount, beginning with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Reads a header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** Reads the body, at most so many bytes. Rejects with `payload_too_large` or `request_timeout`. */
  readonly body: (limit: number) => Promise<RequestBody>;
  /** Who is asking, by the host's session. */
  readonly identify: () => Promise<Identity | null>;
  /** Called when the one who asked has gone; live answers end then. */
  readonly onClose?: (listener: () => void) => void;
}

/** The answer. The body is a text, or a stream of texts for live updates. */
export interface BillingResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<string>;
}

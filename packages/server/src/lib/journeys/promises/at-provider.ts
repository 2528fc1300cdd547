/** A subscription as the provider's API gives it; what these tests look at. */
interface ThereSubscription {
  readonly id: string;
  readonly status: string;
  readonly customer_id: string;
  readonly product_id: string;
  readonly cancel_at_period_end: boolean;
  readonly current_period_end: string;
  readonly ended_at: string | null;
}

interface ApiCall {
  readonly method: 'GET' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/** A call of the provider's API beside ours. Gives the body; null for one that was refused. */
export async function atProvider(url: string, { method, path, body }: ApiCall): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: 'Bearer polar_oat_local', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return response.ok && text !== '' ? JSON.parse(text) : null;
}

/** The newest subscription of a customer. @throws Error when there is none */
export async function subscriptionOf(url: string, customerId: string): Promise<ThereSubscription> {
  const query = new URLSearchParams({ external_customer_id: customerId });
  const page = (await atProvider(url, { method: 'GET', path: `/v1/subscriptions/?${query}` })) as { items: ThereSubscription[] } | null;
  const [newest] = page?.items ?? [];
  if (newest === undefined) throw new Error(`The provider has no subscription of ${customerId}.`);
  return newest;
}

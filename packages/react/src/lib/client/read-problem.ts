import { type BillingError, errorOfProblem, isProblem } from '@plimsoll/contract';

/**
 * The `BillingError` in an answer of the application's own endpoints, or null when it holds none.
 * The answer's body stays readable. A 402 that the usage middleware sent becomes a `limit_reached`
 * that `useLimitPrompt().show(error)` takes.
 */
export async function readProblem(response: Response): Promise<BillingError | null> {
  if (response.ok || !/\bjson\b/.test(response.headers.get('content-type') ?? '')) return null;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return isProblem(body) ? errorOfProblem(body, response.status) : null;
}

import { HttpResponse, http, type RequestHandler } from 'msw';

export interface MountOptions {
  readonly basePath: string;
  readonly polarOrigin: string;
  /** The billing routes. */
  readonly answer: (request: Request) => Promise<Response>;
  /** The made-up Polar. */
  readonly polar: (request: Request) => Promise<Response>;
  /** Waits as long as a request takes now; false when it does not arrive. */
  readonly letThrough: () => Promise<boolean>;
}

/** One handler for everything that a page may ask of the backend. Other requests go on to the next handler. */
export function mountHandlers({ basePath, polarOrigin, answer, polar, letThrough }: MountOptions): RequestHandler[] {
  const catchAll = http.all('*', async ({ request }) => {
    const { origin, pathname } = new URL(request.url);
    if (origin === polarOrigin) return await polar(request);
    if (pathname !== basePath && !pathname.startsWith(`${basePath}/`)) return undefined;
    return (await letThrough()) ? await answer(request) : HttpResponse.error();
  });
  return [catchAll];
}

import type { Core } from '../core.ts';
import { fixedPrice } from '../entities/catalog.ts';
import type { Call, Route } from '../http/call.ts';
import { formatPrice } from './format.ts';
import { renderPage } from './layout.ts';
import { type Markup, markup } from './markup.ts';

/** What runs here, how to point an app at it, and the clock. */
export const homePages: readonly Route[] = [{ method: 'GET', path: '/', run: show }];

function show({ core }: Call): Response {
  const body = markup`<h1>Polar emulator</h1>
<p>A stateful stand-in for Polar's API, version 2026-10. It listens at <code>${core.baseUrl}</code>.</p>
${renderClock(core)}
${renderProducts(core)}
${renderSetup(core)}
<section class="card"><h2>Look inside</h2><ul>
<li><a href="/_emulator/state">World</a> (JSON)</li><li><a href="/_emulator/events">Usage events</a> (JSON)</li>
<li><a href="/_emulator/requests">Last requests</a> (JSON)</li><li><a href="/_emulator/webhooks">Webhook deliveries</a> (JSON)</li></ul></section>`;
  return renderPage({ title: 'Polar emulator', body, wide: true });
}

function renderClock(core: Core): Markup {
  const button = (advance: string, label: string) => markup`<button type="submit" name="advance" value="${advance}">${label}</button>`;
  return markup`<section class="card" aria-labelledby="clock"><h2 id="clock">Clock</h2>
<p>It is <time datetime="${core.clock.iso()}">${core.clock.iso()}</time> here. Moving it runs what falls due: renewals, trial ends, retries of refused payments.</p>
<form method="post" action="/_emulator/clock" class="actions line">${button('hour', '+1 hour')}${button('day', '+1 day')}${button('week', '+1 week')}${button('month', '+1 month')}</form></section>`;
}

function renderProducts(core: Core): Markup {
  const rows = [...core.world.products.values()].map(
    (product) =>
      markup`<tr><td>${product.name}</td><td>${formatPrice(product, fixedPrice(product))}</td><td><code>${product.id}</code></td></tr>`,
  );
  return markup`<section class="card" aria-labelledby="products"><h2 id="products">Products</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="products"><table><thead><tr><th scope="col">Name</th><th scope="col">Price</th><th scope="col">Id</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function renderSetup(core: Core): Markup {
  const { baseUrl, accessToken } = core;
  return markup`<section class="card" aria-labelledby="setup"><h2 id="setup">Point an app at it</h2>
<h3>TypeScript</h3><pre tabindex="0"><code>import { createPolar } from "@polar-sh/sdk/2026-10";
const polar = createPolar({ accessToken: "${accessToken}", baseUrl: "${baseUrl}" });</code></pre>
<h3>Python</h3><pre tabindex="0"><code>from polar_sdk import Polar
polar = Polar(access_token="${accessToken}", server_url="${baseUrl}")</code></pre>
<h3>curl</h3><pre tabindex="0"><code>curl -H "Authorization: Bearer ${accessToken}" "${baseUrl}/v1/products/"</code></pre></section>`;
}

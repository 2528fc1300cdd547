// Opens the static Storybook with no network but its own server, and fails for whatever it asks for beyond that.
//   node .config/storybook-offline.ts [--from <folder of a static Storybook>]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright';
import { findChromium } from './chromium.ts';
import { serveFolder } from './screenshots/serve-folder.ts';

// The manager, a page of documentation, a view, a story with its whole backend, and charts, dialogs and the desk with their chunks.
const PAGES = [
  'index.html?path=/docs/start--docs',
  'iframe.html?viewMode=docs&id=theming--docs',
  'iframe.html?id=components-meterwidget--ok',
  'iframe.html?id=components-pricingtable--connected-fresh',
  'iframe.html?id=states-usagehistorychart--states',
  'iframe.html?id=states-dialogs--cancel',
  'iframe.html?id=states-billingadmin--customers',
];
const SETTLE_MS = 1000;
const PATIENCE_MS = 60_000;

const { values } = parseArgs({ options: { from: { type: 'string', default: join(import.meta.dirname, '../storybook-static') } } });
const executablePath = findChromium();
if (executablePath === undefined) throw new Error('No Chromium was found: run `node .config/provision.ts`.');

const site = await serveFolder(values.from);
const browser = await chromium.launch({ executablePath });
const strays = new Set<string>();
for (const page of PAGES) for (const stray of await openOffline(browser, page)) strays.add(`${page} asks for ${stray}`);
await browser.close();
site.close();
for (const stray of strays) console.error(stray);
console.log(strays.size === 0 ? `${PAGES.length} pages of Storybook ask for nothing beyond their own server.` : `${strays.size} strays.`);
process.exitCode = strays.size === 0 ? 0 : 1;

/** What a page asks other machines for, and what it could not have of its own. */
async function openOffline(browser: Browser, path: string): Promise<string[]> {
  const context = await browser.newContext();
  const found: string[] = [];
  // A service worker answers for the made-up Polar: what reaches the network comes by here.
  await context.route('**/*', (route) => {
    if (route.request().url().startsWith(site.url)) return route.continue();
    found.push(route.request().url());
    return route.abort();
  });
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => found.push(`(broken: ${message})`));
  await page.goto(`${site.url}/${path}`);
  const drawn = page.locator('#storybook-root > *, #storybook-docs > *, #root > *').first();
  await drawn.waitFor({ state: 'attached', timeout: PATIENCE_MS }).catch(() => found.push('(nothing is drawn)'));
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(SETTLE_MS);
  await context.close();
  return found;
}

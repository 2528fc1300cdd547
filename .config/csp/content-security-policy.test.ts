import { MeterWidgetView } from '@plimsoll/react';
import { Theme } from '@radix-ui/themes';
import { type Browser, chromium, type Page } from 'playwright';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { balanceOf, jobDescriptions } from '../../stories/fixtures.ts';
import { findChromium } from '../chromium.ts';
import { NONCE, STRICT_POLICY, type StrictSite, serveStrictly } from './serve-strictly.ts';

const WITH_NONCE = STRICT_POLICY.replace("style-src 'self'", `style-src 'self' 'nonce-${NONCE}'`);
const DIALOGS = ['limit', 'cancel', 'change'];

let site: StrictSite;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  site = await serveStrictly();
  browser = await chromium.launch({ executablePath: findChromium() ?? '/chromium-not-found' });
}, 60_000);
afterEach(() => page.close());
afterAll(async () => {
  await browser.close();
  site.close();
});

describe.each(['light', 'dark'])('under a policy without inline scripts and styles, %s', (appearance) => {
  it('everything on the page, the chart included, is drawn without a violation', async () => {
    site.show({ policy: STRICT_POLICY });
    const problems = await open(`/?appearance=${appearance}`);
    await page.locator('.ps-chart-part path').first().waitFor();
    await page.locator('.ps-chart-frame').hover();
    await page.locator('.ps-chart-tip').waitFor();
    expect(await widthShare('.ps-gauge-fill')).toBeGreaterThan(0.5);
    expect(problems).toEqual([]);
  });

  it('dialogs open, hold the page still and close without a violation where styles have a nonce', async () => {
    site.show({ policy: WITH_NONCE });
    const problems = await open(`/?appearance=${appearance}`);
    for (const name of DIALOGS) await visitDialog(name);
    expect(problems).toEqual([]);
  });
});

it('without a nonce dialogs do the same, and the browser notes the one style of theirs that it left out', async () => {
  site.show({ policy: STRICT_POLICY });
  const problems = await open('/');
  for (const name of DIALOGS) await visitDialog(name);
  expect(new Set(problems.filter((problem) => !problem.startsWith('style-src-elem')))).toEqual(new Set());
  expect(problems).toHaveLength(DIALOGS.length);
});

describe('a meter that the server drew', () => {
  const markup = renderToString(
    createElement(Theme, null, createElement(MeterWidgetView, { meter: jobDescriptions, balance: balanceOf({ used: 25, remaining: 25 }) })),
  );

  it('has no length before the page runs, because the policy leaves out its style attribute', async () => {
    site.show({ policy: STRICT_POLICY, markup, runsScripts: false });
    await open('/');
    expect(await widthShare('.ps-gauge-fill')).toBe(0);
  });

  it('has its length at once where style attributes, and they alone, are let through', async () => {
    site.show({ policy: `${STRICT_POLICY}; style-src-attr 'unsafe-inline'`, markup, runsScripts: false });
    expect(await open('/')).toEqual([]);
    expect(await widthShare('.ps-gauge-fill')).toBeCloseTo(0.5, 2);
  });
});

/** Opens a page of the site. Gives a list that violations, errors and warnings are added to as they happen. */
async function open(path: string): Promise<string[]> {
  const problems: string[] = [];
  page = await browser.newPage();
  await page.exposeFunction('noteViolation', (line: string) => problems.push(line));
  await page.addInitScript(() => {
    const { noteViolation } = globalThis as unknown as { noteViolation: (line: string) => void };
    document.addEventListener('securitypolicyviolation', (event) => noteViolation(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(`${site.url}${path}`);
  await page.locator('.ps-meter').first().waitFor();
  return problems;
}

async function visitDialog(name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.body).overflowY)).toBe('hidden');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

/** Of the first bar that is found: the length of its filled part, between 0 and 1. */
async function widthShare(selector: string): Promise<number> {
  return await page
    .locator(selector)
    .first()
    .evaluate((bar) => bar.getBoundingClientRect().width / (bar.parentElement?.getBoundingClientRect().width ?? 1));
}

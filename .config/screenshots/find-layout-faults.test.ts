import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChromium } from '../chromium.ts';
import { findLayoutFaults } from './find-layout-faults.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium() ?? '/chromium-not-found' });
}, 60_000);
afterAll(() => browser.close());

const cell = (content: string) =>
  `<figure class="matrix-cell"><figcaption>Cell</figcaption><div class="matrix-content">${content}</div></figure>`;
const LONG = 'Stellenausschreibungsvorschaubilder';

async function look(html: string): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 320, height: 400 } });
  await page.setContent(`<style>figure{margin:0;width:200px}p{margin:0}</style>${html}`);
  const faults = await page.evaluate(findLayoutFaults, '.matrix-cell');
  await page.close();
  return faults;
}

it('finds nothing where every text has its room', async () => {
  expect(await look(cell('<p>Used up</p><p>Resets on December 1</p>'))).toEqual([]);
});

it('finds a text that leaves its box', async () => {
  expect(await look(cell(`<div class="rt-Card" style="width:80px"><p>${LONG}</p></div>`))).toContain(`Cell: "${LONG}" leaves rt-Card`);
});

it('finds a text that is cut', async () => {
  expect(await look(cell(`<p style="width:80px;overflow:hidden">${LONG}</p>`))).toContain(`Cell: "${LONG}" is cut`);
});

it('finds texts that lie on each other', async () => {
  const faults = await look(cell('<p>Used up</p><p style="margin-top:-14px">Resets</p>'));
  expect(faults).toEqual(['Cell: "Used up" and "Resets" lie on each other']);
});

it('finds a page that scrolls sideways', async () => {
  expect(await look(`${cell('')}<div style="width:400px;height:1px"></div>`)).toEqual(['the page scrolls sideways']);
});

it('passes over what is there for assistive technology alone', async () => {
  expect(await look(cell(`<p class="ps-visually-hidden" style="width:1px;overflow:hidden">${LONG}</p>`))).toEqual([]);
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { findLayoutFaults } from './find-layout-faults.ts';
import { readPng, writeSmallPng } from './pixels.ts';

interface Entry {
  readonly id: string;
  readonly type: 'story' | 'docs';
}

export interface PicturesInput {
  readonly browser: Browser;
  /** Where the static Storybook is served, and where it lies. */
  readonly url: string;
  readonly storybook: string;
  /** Folder that the pictures are written to. */
  readonly into: string;
  /** Only stories whose id has this in it. */
  readonly only: string;
}

const CHECKED = '.matrix-cell, .ps-dialog';

/** Takes a picture of every states matrix and one of all dialogs. Gives a line for each fault that it saw. */
export async function takePictures({ browser, url, storybook, into, only }: PicturesInput): Promise<string[]> {
  const { entries } = JSON.parse(readFileSync(join(storybook, 'index.json'), 'utf8')) as { entries: Record<string, Entry> };
  const ids = Object.values(entries).flatMap(({ id, type }) => (type === 'story' && id.startsWith('states-') && id.includes(only) ? [id] : []));
  const dialogs = ids.filter((id) => id.startsWith('states-dialogs-'));
  const faults: string[] = [];
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  const save = async (name: string) => {
    const picture = await page.screenshot({ fullPage: true, animations: 'disabled' });
    writeFileSync(join(into, `${name}.png`), writeSmallPng(readPng(picture)));
  };
  for (const id of ids) {
    const isNarrow = id.includes('phone') || id.includes('narrow-dialog');
    await page.setViewportSize({ width: isNarrow ? 320 : dialogs.includes(id) ? 480 : 1280, height: 800 });
    await open(page, `${url}/iframe.html?id=${id}&viewMode=story`);
    faults.push(...(await page.evaluate(findLayoutFaults, CHECKED)).map((fault) => `${id}: ${fault}`));
    if (!dialogs.includes(id)) await save(id.replace(/^states-/, ''));
  }
  if (dialogs.length > 0) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${url}/iframe.html`, { waitUntil: 'commit' });
    await page.setContent(galleryOf(dialogs.map((id) => `${url}/iframe.html?id=${id}&viewMode=story`)));
    for (const frame of page.frames().slice(1)) await frame.locator('.ps-dialog-actions').waitFor();
    await save('dialogs');
  }
  await page.close();
  return faults;
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator(CHECKED).first().waitFor();
  // The chunks of charts and dialogs come after the page itself.
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
}

function galleryOf(addresses: readonly string[]): string {
  const frames = addresses.map((address) => `<iframe src="${address}"></iframe>`).join('');
  return `<style>body{margin:0;display:grid;grid-template-columns:repeat(3,1fr);gap:1px;background:#8888}iframe{inline-size:100%;block-size:520px;border:0}</style>${frames}`;
}

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

// Every page is looked at; these are kept, because a repository should not carry a megabyte of pictures.
const KEPT = [
  'meterwidget--bar',
  'meterwidget--ring-and-compact',
  'notices--narrow',
  'pricingtable--states',
  'prompts-and-results--upgrade-prompt',
  'subscriptionstatus--full',
  'usagehistorychart--states',
];
const DIALOGS = 'states-dialogs-';
const CHECKED = '.matrix-cell, .ps-dialog';

/** Looks at every states matrix and every dialog, and takes the pictures to keep. Gives a line for each fault that it saw. */
export async function takePictures({ browser, url, storybook, into, only }: PicturesInput): Promise<string[]> {
  const { entries } = JSON.parse(readFileSync(join(storybook, 'index.json'), 'utf8')) as { entries: Record<string, Entry> };
  const ids = Object.values(entries).flatMap(({ id, type }) =>
    type === 'story' && id.startsWith('states-') && id.includes(only) ? [id] : [],
  );
  const dialogs = ids.filter((id) => id.startsWith(DIALOGS));
  const faults: string[] = [];
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  const save = async (name: string) => {
    const picture = await page.screenshot({ fullPage: true, animations: 'disabled' });
    writeFileSync(join(into, `${name}.png`), writeSmallPng(readPng(picture)));
  };
  for (const id of ids) {
    await page.setViewportSize({ width: widthOf(id), height: 800 });
    await open(page, `${url}/iframe.html?id=${id}&viewMode=story`);
    await page.evaluate(hideUndrawable);
    faults.push(...(await page.evaluate(findLayoutFaults, CHECKED)).map((fault) => `${id}: ${fault}`));
    if (KEPT.includes(id.replace('states-', ''))) await save(id.replace('states-', ''));
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

function widthOf(id: string): number {
  if (!id.startsWith(DIALOGS)) return id.endsWith('phone') ? 320 : 1280;
  return id.endsWith('narrow') ? 320 : 480;
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

/** Leaves out what this machine has no letters for: a picture of empty boxes says nothing. Runs inside the page. */
function hideUndrawable(): void {
  const draw = (letter: string) => {
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d');
    pen?.fillText(letter, 10, 20);
    return canvas.toDataURL();
  };
  if (draw('月') !== draw('日')) return;
  for (const cell of document.querySelectorAll<HTMLElement>('.matrix-cell:has([lang="ja"])')) cell.hidden = true;
}

function galleryOf(addresses: readonly string[]): string {
  const frames = addresses.map((address) => `<iframe src="${address}"></iframe>`).join('');
  return `<style>body{margin:0;display:grid;grid-template-columns:repeat(3,1fr);gap:1px;background:#8888}iframe{inline-size:100%;block-size:520px;border:0}</style>${frames}`;
}

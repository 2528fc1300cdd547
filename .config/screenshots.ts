// Takes the pictures of docs/images/states and looks for text that is cut, leaves its box or lies on other text.
//   node .config/screenshots.ts [--from <folder of a static Storybook>] [--only <part of a story's id>] [--into <folder>]
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findChromium } from './chromium.ts';
import { serveFolder } from './screenshots/serve-folder.ts';
import { takePictures } from './screenshots/take-pictures.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    only: { type: 'string', default: '' },
    into: { type: 'string', default: join(root, 'docs/images/states') },
  },
});
const executablePath = findChromium();
if (executablePath === undefined) throw new Error('No Chromium was found: run `node .config/provision.ts`.');

const storybook = values.from ?? buildStorybook();
mkdirSync(values.into, { recursive: true });
const site = await serveFolder(storybook);
const browser = await chromium.launch({ executablePath });
const faults = await takePictures({ browser, url: site.url, storybook, into: values.into, only: values.only });
await browser.close();
site.close();
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'No text is cut, leaves its box or lies on other text.' : `${faults.length} faults of layout.`);
process.exitCode = faults.length === 0 ? 0 : 1;

function buildStorybook(): string {
  const folder = join(root, 'storybook-static');
  const command = ['build', '--disable-telemetry', '--quiet', '--output-dir', folder];
  const { status } = spawnSync(join(root, 'node_modules/.bin/storybook'), command, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('Storybook could not be built.');
  return folder;
}

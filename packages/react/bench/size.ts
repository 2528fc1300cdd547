import { measureEntry, type PageSize } from './lib/measure-entry.ts';
import { sizeEntries } from './lib/size-entries.ts';

/**
 * What a page with plans and a meter fetches, of this kit and of others, by one method: `pnpm bench:size`. Everything but React is in the
 * bundle, for each of them. The others come from npm into temporary folders; docs/size.md holds what it prints.
 */
const sizes: PageSize[] = [];
for (const entry of sizeEntries) {
  try {
    sizes.push(await measureEntry(entry));
  } catch (error) {
    console.error(`${entry.name}: not measured. ${String(error).slice(0, 800)}`);
    process.exitCode = 1;
  }
}

const rows = sizes
  .toSorted((one, other) => one.gzip - other.gzip)
  .map(({ name, version, minified, gzip, laterGzip, remark }) => [name, version, kb(minified), kb(gzip), kb(laterGzip), remark]);
const head = ['page', 'version', 'minified kB', 'gzip kB', 'later, gzip kB', 'what it is'];
for (const row of [head, head.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);

// 1 kB is 1,000 bytes, as everywhere in these docs.
function kb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

import { crc32 } from 'node:zlib';
import type { SpilledUsage } from '../spill-journal.ts';

const HEAD = '["00000000",'.length;

/** One line: a JSON array of a checksum and what was spilled. */
export function formatLine(usage: SpilledUsage): string {
  const json = JSON.stringify(usage);
  return `["${checksumOf(json)}",${json}]\n`;
}

/** What a line (without its end) says; null when it is not what was written. */
export function parseLine(line: string): SpilledUsage | null {
  const json = line.slice(HEAD, -1);
  if (line !== `["${checksumOf(json)}",${json}]`) return null;
  // What the checksum holds is what this code wrote; the ledger looks at each command once more.
  return JSON.parse(json) as SpilledUsage;
}

function checksumOf(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}

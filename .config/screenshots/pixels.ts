import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture, row by row, three bytes for each point. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

// By the kind of colour that the head names.
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** Reads a PNG as Chromium writes it: eight bits, with or without alpha, not interlaced. @throws Error for any other */
export function readPng(file: Buffer): Pixels {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const channels = CHANNELS[file[25] ?? 0];
  if (channels === undefined || file[24] !== 8 || file[28] !== 0) throw new Error('This PNG is of a kind that Chromium does not write.');
  const data: Buffer[] = [];
  for (let at = SIGNATURE.length; at < file.length; at += file.readUInt32BE(at) + 12) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  return { width, height, rgb: dropAlpha(unfilter(inflateSync(Buffer.concat(data)), width * channels, channels), channels) };
}

// Every row says by its first byte how its bytes were guessed from those before and above.
function unfilter(raw: Buffer, stride: number, channels: number): Uint8Array {
  const rows = raw.length / (stride + 1);
  const bytes = new Uint8Array(rows * stride);
  for (let row = 0; row < rows; row += 1) {
    const filter = raw[row * (stride + 1)] ?? 0;
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column;
      const before = column < channels ? 0 : (bytes[at - channels] ?? 0);
      const above = row === 0 ? 0 : (bytes[at - stride] ?? 0);
      const corner = row === 0 || column < channels ? 0 : (bytes[at - stride - channels] ?? 0);
      bytes[at] = (raw[row * (stride + 1) + 1 + column] ?? 0) + guess(filter, { before, above, corner });
    }
  }
  return bytes;
}

interface Neighbours {
  readonly before: number;
  readonly above: number;
  readonly corner: number;
}

function guess(filter: number, { before, above, corner }: Neighbours): number {
  if (filter === 1) return before;
  if (filter === 2) return above;
  if (filter === 3) return (before + above) >> 1;
  if (filter !== 4) return 0;
  const sum = before + above - corner;
  const [a, b, c] = [Math.abs(sum - before), Math.abs(sum - above), Math.abs(sum - corner)];
  if (a <= b && a <= c) return before;
  return b <= c ? above : corner;
}

function dropAlpha(bytes: Uint8Array, channels: number): Uint8Array {
  return channels === 3 ? bytes : bytes.filter((_, at) => at % 4 !== 3);
}

const MOST_COLOURS = 40;
// The two highest bits of each channel.
const HUE = 0x030303;

/** Writes a picture with few colours: the most frequent of every hue first; each of the others becomes the nearest of them. */
export function writeSmallPng({ width, height, rgb }: Pixels): Buffer {
  const colours = new Map<number, number>();
  const keys = new Uint32Array(width * height);
  for (let point = 0; point < keys.length; point += 1) {
    const key = ((rgb[point * 3] ?? 0) << 16) | ((rgb[point * 3 + 1] ?? 0) << 8) | (rgb[point * 3 + 2] ?? 0);
    keys[point] = key;
    colours.set(key, (colours.get(key) ?? 0) + 1);
  }
  const palette = pickColours(colours);
  const places = new Map([...colours.keys()].map((key) => [key, nearest(palette, key)]));
  const rows = new Uint8Array(height * (width + 1));
  for (let point = 0; point < keys.length; point += 1) {
    rows[Math.floor(point / width) * (width + 1) + 1 + (point % width)] = places.get(keys[point] ?? 0) ?? 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const table = Buffer.from(palette.flatMap(split));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

// Grey edges of letters outnumber every colour: without a seat for each hue, small coloured words would turn grey.
function pickColours(colours: ReadonlyMap<number, number>): number[] {
  const sorted = [...colours].sort(([, one], [, other]) => other - one).map(([key]) => key);
  const seats = new Map<number, number>();
  for (const key of sorted) {
    const hue = (key >> 6) & HUE;
    if (!seats.has(hue)) seats.set(hue, key);
  }
  return [...new Set([...seats.values(), ...sorted])].slice(0, MOST_COLOURS);
}

function nearest(palette: readonly number[], key: number): number {
  const [red = 0, green = 0, blue = 0] = split(key);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  palette.forEach((other, place) => {
    const [r = 0, g = 0, b = 0] = split(other);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [place, distance];
  });
  return best;
}

function split(key: number): [number, number, number] {
  return [key >> 16, (key >> 8) & 255, key & 255];
}

function chunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

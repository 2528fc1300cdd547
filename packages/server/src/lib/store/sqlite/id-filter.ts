/** Which ids were never seen. It takes two bytes for each id, and errs only in one direction. */
export interface IdFilter {
  add(id: string): void;
  /** `false` is sure; `true` is wrong for a few in ten thousand, and for more when it holds millions. */
  mayHave(id: string): boolean;
  forget(): void;
}

interface Layer {
  readonly bits: Uint32Array;
  readonly capacity: number;
  count: number;
}

const FIRST_CAPACITY = 65_536;
// Together some eight megabytes, for four million ids.
const MOST_LAYERS = 6;
const BITS_PER_ID = 16;

/** A Bloom filter that grows in layers, each twice as large as the one before. */
export function createIdFilter(): IdFilter {
  let layers = [openLayer(FIRST_CAPACITY)];
  const place = { first: 0, step: 0 };

  // Two hashes of the text, from which all the places of its bits follow.
  function locate(id: string): void {
    let [a, b] = [0x811c9dc5, 0x9e3779b9];
    for (let index = 0; index < id.length; index += 1) {
      const code = id.charCodeAt(index);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
    }
    place.first = mix(a);
    place.step = mix(b) | 1;
  }

  function isIn({ bits }: Layer): boolean {
    for (let probe = 0; probe < 4; probe += 1) if ((wordOf(bits, place, probe) & bitOf(place, probe)) === 0) return false;
    return true;
  }

  return {
    add(id) {
      locate(id);
      let layer = layers.at(-1) ?? openLayer(FIRST_CAPACITY);
      if (layer.count >= layer.capacity && layers.length < MOST_LAYERS) {
        layer = openLayer(layer.capacity * 2);
        layers.push(layer);
      }
      layer.count += 1;
      for (let probe = 0; probe < 4; probe += 1)
        layer.bits[indexOf(layer.bits, place, probe)] = wordOf(layer.bits, place, probe) | bitOf(place, probe);
    },
    mayHave(id) {
      locate(id);
      return layers.some(isIn);
    },
    forget() {
      layers = [openLayer(FIRST_CAPACITY)];
    },
  };
}

interface Place {
  readonly first: number;
  readonly step: number;
}

function openLayer(capacity: number): Layer {
  return { bits: new Uint32Array((capacity * BITS_PER_ID) / 32), capacity, count: 0 };
}

function hashOf({ first, step }: Place, probe: number): number {
  return (first + Math.imul(step, probe)) >>> 0;
}

// The length is a power of two.
function indexOf(bits: Uint32Array, place: Place, probe: number): number {
  return (hashOf(place, probe) >>> 5) & (bits.length - 1);
}

function wordOf(bits: Uint32Array, place: Place, probe: number): number {
  return bits[indexOf(bits, place, probe)] ?? 0;
}

function bitOf(place: Place, probe: number): number {
  return 1 << (hashOf(place, probe) & 31);
}

function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b);
  return (twice ^ (twice >>> 16)) >>> 0;
}

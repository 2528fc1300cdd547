import type { UsageBar } from './read-history.ts';

/** At most `most` bars: neighbours are added up, so that no unit is lost. What is few enough is given as it is. */
export function sumBins(bars: readonly UsageBar[], most: number): readonly UsageBar[] {
  const size = Math.ceil(bars.length / most);
  if (size <= 1) return bars;
  return Array.from({ length: Math.ceil(bars.length / size) }, (_, at) => sumBin(bars.slice(at * size, (at + 1) * size), at));
}

function sumBin(bin: readonly UsageBar[], at: number): UsageBar {
  const [first] = bin;
  return {
    at,
    start: first?.start ?? '',
    end: bin.at(-1)?.end ?? '',
    units: bin.reduce((sum, { units }) => sum + units, 0),
    parts: (first?.parts ?? []).map((_, series) => bin.reduce((sum, { parts }) => sum + (parts[series] ?? 0), 0)),
  };
}

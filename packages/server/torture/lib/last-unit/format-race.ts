import type { RaceReport } from './race.ts';

const SHOWN = 20;

/** The report for people. */
export function formatRace({ store, seed, rounds, processes, lanes, asked, refused, seconds, violations }: RaceReport): string {
  const rows: [string, string | number][] = [
    ['store, seed', `${store}, ${seed}`],
    ['rounds', rounds],
    ['asking at once', `${processes} processes × ${lanes} lanes`],
    ['asked', asked],
    ['  got the last unit', asked - refused],
    ['  refused', refused],
    ['time', `${seconds.toFixed(1)} s (${Math.round(asked / seconds)} answers a second)`],
    ['violations', violations.length],
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const table = rows.map(([name, value]) => `${name.padEnd(width)}${value}`);
  return [...table, ...violations.slice(0, SHOWN).map((violation) => `VIOLATION ${violation}`)].join('\n');
}

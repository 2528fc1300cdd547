import { findCycles, type Graph } from './find-cycles.ts';
import type { Finding, Rule } from './rule.ts';
import type { Source } from './source.ts';

/** No group of files may lead back to itself, neither when modules load nor through types alone. */
export const cycleRule: Rule = (sources) => {
  const loaded = findCycles(graphOf(sources, ({ typeOnly }) => !typeOnly));
  const tied = new Set(loaded.flatMap(({ group }) => group));
  const typed = findCycles(graphOf(sources, () => true)).filter(({ group }) => !group.some((path) => tied.has(path)));
  return [
    ...loaded.map(describe('no-cycle', 'which file runs first depends on who is asked first, so what is imported may not be there yet')),
    ...typed.map(
      describe('no-type-cycle', 'none of them can be read, or moved, without the others; give the type that both need a file of its own'),
    ),
  ];
};

function graphOf(sources: readonly Source[], counts: (imported: Source['imports'][number]) => boolean): Graph {
  return new Map(sources.map(({ path, imports }) => [path, imports.filter(counts).flatMap(({ target }) => target ?? [])]));
}

function describe(rule: string, why: string) {
  return ({ trail, group }: ReturnType<typeof findCycles>[number]): Finding => {
    const others = group.length > trail.length ? ` (${group.length} files are tied together)` : '';
    return { path: trail[0] ?? '', rule, message: `imports itself: ${[...trail, trail[0]].join(' -> ')}${others}: ${why}.` };
  };
}

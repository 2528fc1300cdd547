/** Files and the files that each imports. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** Files that all reach one another. */
export interface Cycle {
  readonly group: readonly string[];
  /** A shortest way round, without the first file again at its end. */
  readonly trail: readonly string[];
}

/** Every group of files that lead back to themselves, each once, in the order of the graph. */
export function findCycles(graph: Graph): Cycle[] {
  const reachable = new Map([...graph.keys()].map((path) => [path, reachFrom(graph, path)]));
  const reported = new Set<string>();
  const cycles: Cycle[] = [];
  for (const [path, reached] of reachable) {
    if (!reached.has(path) || reported.has(path)) continue;
    const group = [...reached.keys()].filter((other) => reachable.get(other)?.has(path));
    for (const member of group) reported.add(member);
    cycles.push({ group, trail: trailTo(path, reached) });
  }
  return cycles;
}

/** All that a file reaches, each with the file it was first reached from: breadth first, so these are shortest ways. */
function reachFrom(graph: Graph, start: string): ReadonlyMap<string, string> {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  // An array yields what is pushed while it is read.
  for (const path of queue) {
    for (const next of graph.get(path) ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, path);
      queue.push(next);
    }
  }
  return cameFrom;
}

function trailTo(end: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const trail: string[] = [];
  let at = cameFrom.get(end);
  while (at !== undefined && at !== end) {
    trail.unshift(at);
    at = cameFrom.get(at);
  }
  return [end, ...trail];
}

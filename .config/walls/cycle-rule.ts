import type { Finding, Rule } from './rule.ts';

/** No file may lead back to itself through relative imports, types included: a cycle has no order to be read in. */
export const cycleRule: Rule = (sources) => {
  const edges = new Map(sources.map(({ path, imports }) => [path, [...new Set(imports.flatMap(({ target }) => target ?? []))]]));
  const done = new Set<string>();
  const findings: Finding[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) {
      const cycle = [...trail.slice(seenAt), path].join(' -> ');
      findings.push({ path, rule: 'no-cycle', message: `imports itself: ${cycle}; move what both need into a file of its own.` });
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return findings;
};

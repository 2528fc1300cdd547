import type { Trial } from './try-bug.ts';

/** The page that shows what became of each bug. */
export function formatTable(trials: readonly Trial[]): string {
  const rows = trials.map(({ bug, caughtBy }) =>
    ['', bug.name, escaped(bug.harm), bug.seenIn === undefined ? '' : linked(bug.seenIn), escaped(caughtBy ?? '**missed**'), '']
      .join(' | ')
      .trim(),
  );
  const caught = trials.filter(({ caughtBy }) => caughtBy !== null).length;
  return `# Seeded bugs

Small faults, most of them shipped by somebody once, are planted into this source one at a time; the suites must see each.
\`pnpm seeded-bugs\` does it again on a copy of the repository, \`pnpm seeded-bugs --only <name>\` one of them; \`--table\` writes this page.
A sample of them is part of \`pnpm test\`, as is the check that each still has its place in the source.

**${caught} of ${trials.length} caught.**

| bug | what it would do | seen in | the first test that fails |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, 200);
}

function linked(reference: string): string {
  const [repository, number] = reference.split('#');
  return number === undefined ? reference : `[${reference}](https://github.com/${repository}/issues/${number})`;
}

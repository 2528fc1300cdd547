import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const PAGES = ['*.md', 'docs/**/*.md', 'packages/*/README.md'];
const pages = PAGES.flatMap((ground) => globSync(ground, { cwd: root })).sort();

describe('a link in', () => {
  it.each(pages)('%s leads to something that exists', (page) => {
    const targets = [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      ([, link, source]) => link ?? source ?? '',
    );
    const broken = targets.filter((target) => !/^(https?:|mailto:)/.test(target) && !leadsSomewhere(page, target));
    expect(broken).toEqual([]);
  });
});

describe('the coverage table', () => {
  const rows = read('docs/coverage.md')
    .split('\n')
    .filter((line) => /^\| [RP]\d/.test(line));

  it('has a row for every requirement', () => {
    expect(rows.map((row) => row.split(' ')[1])).toEqual(requirementIds());
  });

  it('says of each one whether it is done, partly done or not yet, and never "done" without a test', () => {
    const unclear = rows.filter((row) => !/\| (done|partly|not yet)\b[^|]*\|$/.test(row));
    const unproven = rows.filter((row) => /\| done\b[^|]*\|$/.test(row) && !/\.(test|e2e)\.tsx?\)|-contract\//.test(row));
    expect([...unclear, ...unproven]).toEqual([]);
  });

  it('quotes tests by names that stand in the files it links before them', () => {
    const wrong = rows.flatMap((row) => quotedTests(row).filter(({ path, name }) => !read(join('docs', path)).includes(name)));
    expect(wrong).toEqual([]);
  });
});

describe('code that the docs print', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-docs-'));
    linkPackages(folder, { express: 'packages/server/node_modules/express' });
    for (const page of pages) writeFiles(join(folder, folderOf(page)), page);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('compiles', async () => {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(compilerSettings()));
    const { stdout } = await run(join(root, 'node_modules/.bin/tsc'), ['-p', folder]).catch((error: { stdout: string }) => error);
    // The packages are compiled from source here; what is wrong in them is another check's finding.
    expect(stdout.split('\n').filter((line) => line.includes(folder.slice(tmpdir().length)))).toEqual([]);
  }, 60_000);

  it.each(pages.flatMap(trials))('runs and prints what $page says of $file', async ({ page, file, output }) => {
    expect(await runFile(join(folder, folderOf(page), file))).toBe(output);
  });

  it('is the same for Express 4 as for Express 5', async () => {
    const old = mkdtempSync(join(tmpdir(), 'plimsoll-docs-'));
    linkPackages(old, { express: 'packages/server/node_modules/express4' });
    writeFileSync(join(old, 'package.json'), '{ "type": "module" }');
    const page = 'docs/recipes/express.md';
    writeFiles(join(old, folderOf(page)), page);
    const output = await runFile(join(old, folderOf(page), 'try.ts'));
    rmSync(old, { recursive: true, force: true });
    expect(output).toBe(trials(page)[0]?.output);
  });
});

interface Block {
  /** A file's name, or `output` for what the last `try` file before it prints. */
  readonly name: string;
  readonly text: string;
}

/** The fenced blocks of a page that have a name after their language. */
function readBlocks(page: string): Block[] {
  const blocks = read(page).matchAll(/^```(?:tsx?|text|html|css) (\S+)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, name = '', text = '']) => ({ name, text }));
}

function writeFiles(folder: string, page: string): void {
  const shared = page.startsWith('docs/recipes/') ? readBlocks('docs/recipes/README.md') : [];
  const files = [...shared, ...readBlocks(page)].filter(({ name }) => name !== 'output');
  for (const { name, text } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function trials(page: string): { page: string; file: string; output: string }[] {
  const blocks = readBlocks(page);
  return blocks.flatMap(({ name, text }, at) => {
    if (name !== 'output') return [];
    const file = blocks.slice(0, at).findLast((block) => block.name.startsWith('try'))?.name;
    if (file === undefined) throw new Error(`${page} has an output without a try file before it.`);
    return [{ page, file, output: text }];
  });
}

async function runFile(file: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['--conditions=@plimsoll/source', file], { cwd: dirname(file), timeout: 20_000 });
  return stdout;
}

/** Every package that a page may import, as an application would have installed it. */
function linkPackages(folder: string, chosen: Readonly<Record<string, string>>): void {
  const packages: Record<string, string> = {
    ...Object.fromEntries(
      ['contract', 'server', 'react', 'mocks', 'polar-emulator'].map((name) => [`@plimsoll/${name}`, `packages/${name}`]),
    ),
    ...Object.fromEntries(
      ['react', 'react-dom', 'vitest', 'msw', '@types/node', '@types/react', '@types/react-dom', '@radix-ui/themes'].map((name) => [
        name,
        `node_modules/${name}`,
      ]),
    ),
    '@polar-sh/sdk': 'packages/server/node_modules/@polar-sh/sdk',
    '@opentelemetry': 'packages/server/node_modules/@opentelemetry',
    '@types/express': 'packages/server/node_modules/@types/express',
    ...chosen,
  };
  for (const [name, path] of Object.entries(packages)) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(join(root, path), join(folder, 'node_modules', name));
  }
}

function compilerSettings() {
  const { compilerOptions } = JSON.parse(read('tsconfig.base.json')) as { compilerOptions: object };
  const own = { composite: false, declaration: false, declarationMap: false, noEmit: true, jsx: 'react-jsx', types: ['node'] };
  return {
    compilerOptions: { ...compilerOptions, ...own, lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable'] },
    include: ['pages'],
  };
}

function folderOf(page: string): string {
  return join('pages', dirname(page), basename(page, '.md'));
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, file))) return false;
  return anchor === undefined || !file.endsWith('.md') || anchorsOf(read(file)).includes(anchor);
}

function anchorsOf(text: string): string[] {
  const headings = [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** `[file.test.ts](path) "name", "another name"`: the names belong to the link before them. */
function quotedTests(row: string): { path: string; name: string }[] {
  return [...row.matchAll(/\]\(([^)]+)\)((?:[\s,;]*"[^"]+")+)/g)].flatMap(([, path = '', names = '']) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ path, name })),
  );
}

function requirementIds(): string[] {
  const count = (prefix: string, first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, at) => `${prefix}${first + at}`);
  return [
    ...count('R1.', 1, 14),
    ...count('P', 1, 20),
    ...count('R2.', 1, 7),
    ...count('R3.', 0, 8),
    ...count('R4.', 1, 4),
    ...count('R5.', 1, 9),
  ];
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile, type OutputFile } from 'esbuild';
import type { SizeEntry } from './size-entries.ts';

/** Bytes of one page: what it fetches before it is drawn, and what later. */
export interface PageSize {
  readonly name: string;
  readonly version: string;
  readonly minified: number;
  readonly gzip: number;
  readonly laterGzip: number;
  readonly remark: string;
}

const PACKAGE = join(import.meta.dirname, '../..');
const REACT = ['react', 'react-dom', 'react/jsx-runtime', 'react-dom/client', 'react-dom/server', 'next/*'];

/** Installs what an entry needs in a folder of its own, bundles it with all of that but React, and takes the folder away. @throws Error when npm or the bundler fails */
export async function measureEntry(entry: SizeEntry): Promise<PageSize> {
  const isOwn = Object.keys(entry.install).length === 0;
  const folder = mkdtempSync(join(tmpdir(), 'bench-size-'));
  try {
    if (!isOwn) install(folder, entry);
    const { metafile, outputFiles } = await bundle(entry.code, isOwn ? PACKAGE : folder);
    const first = firstOutputs(metafile);
    const scripts = outputFiles.filter(({ path }) => path.endsWith('.js'));
    const isFirst = ({ path }: OutputFile) => [...first].some((output) => path.replaceAll('\\', '/').endsWith(output));
    return {
      name: entry.name,
      version: Object.values(entry.install)[0] ?? 'these sources',
      minified: sum(scripts.filter(isFirst).map(({ contents }) => contents.length)),
      gzip: sum(scripts.filter(isFirst).map(gzipped)),
      laterGzip: sum(scripts.filter((file) => !isFirst(file)).map(gzipped)),
      remark: entry.remark,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(folder: string, { install: dependencies, overrides = {} }: SizeEntry): void {
  const peers = { react: '19.3.1', 'react-dom': '19.3.1' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { ...peers, ...dependencies }, overrides }));
  const args = ['install', '--ignore-scripts', '--force', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm could not install ${Object.keys(dependencies).join(', ')}: ${stderr.slice(0, 500)}`);
}

function bundle(code: string, resolveDir: string) {
  return build({
    stdin: { contents: code, resolveDir, sourcefile: 'entry.jsx', loader: 'jsx' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    legalComments: 'none',
    conditions: ['@plimsoll/source'],
    external: REACT,
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: join(resolveDir, 'out'),
    absWorkingDir: resolveDir,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
}

function firstOutputs({ outputs }: Metafile): ReadonlySet<string> {
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint !== undefined && path.endsWith('stdin.js')) ?? 'out/stdin.js';
  const first = new Set([entry]);
  // A set yields what is added while it is read, so this follows imports to the end.
  for (const path of first) {
    for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && !external) first.add(next);
    }
  }
  return first;
}

function gzipped({ contents }: OutputFile): number {
  return gzipSync(contents, { level: 9 }).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import { gzipSync } from 'node:zlib';
import { build, type Metafile, type OutputFile } from 'esbuild';
import { ROOT } from '../steps/run-command.ts';

/** What a visitor downloads before the first paint for one entry, and what of it comes from where. */
export interface Bundle {
  /** Minified and gzipped bytes of the entry and all it needs at once; lazily loaded chunks are not in it. */
  readonly gzip: number;
  /** Minified bytes of the same. */
  readonly minified: number;
  /** Minified and gzipped bytes of the chunks that are loaded later. */
  readonly lazyGzip: number;
  /** Source files in the bundle, lazily loaded chunks included, with the bytes that each adds. */
  readonly inputs: ReadonlyMap<string, number>;
  /** Libraries of the host that are needed at once. */
  readonly hostLibraries: ReadonlySet<string>;
}

const EXTERNAL = ['react', 'react-dom', '@radix-ui/themes', '@tanstack/react-query', 'recharts'];

// The name that esbuild gives to an entry that is handed over as text.
const ENTRY = 'size/stdin.js';

/** Bundles a piece of user code from our sources, as a production build would. Rejects when it cannot be bundled. */
export async function measureBundle(code: string, resolveDir: string = ROOT): Promise<Bundle> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: code, resolveDir, sourcefile: 'entry.js' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    conditions: ['@plimsoll/source'],
    external: EXTERNAL,
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'empty' },
    outdir: 'size',
    absWorkingDir: ROOT,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const eager = eagerOutputs(metafile);
  const isEager = ({ path }: OutputFile): boolean => [...eager].some((output) => path.replaceAll('\\', '/').endsWith(output));
  return {
    gzip: sum(outputFiles.filter(isEager).map(gzipped)),
    minified: sum(outputFiles.filter(isEager).map(({ contents }) => contents.length)),
    lazyGzip: sum(outputFiles.filter((file) => !isEager(file)).map(gzipped)),
    inputs: readInputs(metafile),
    hostLibraries: new Set([...eager].flatMap((path) => metafile.outputs[path]?.imports ?? []).flatMap(readHostLibrary)),
  };
}

function eagerOutputs({ outputs }: Metafile): ReadonlySet<string> {
  const eager = new Set([ENTRY]);
  // A set yields what is added while it is read, so this follows imports to the end.
  for (const path of eager) {
    for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && !external) eager.add(next);
    }
  }
  return eager;
}

function readInputs({ outputs }: Metafile): ReadonlyMap<string, number> {
  const inputs = new Map<string, number>();
  for (const output of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      if (bytesInOutput > 0) inputs.set(path, (inputs.get(path) ?? 0) + bytesInOutput);
    }
  }
  return inputs;
}

function readHostLibrary({ path, kind, external }: Metafile['outputs'][string]['imports'][number]): string[] {
  return external && kind === 'import-statement' ? [path] : [];
}

function gzipped({ contents }: OutputFile): number {
  return gzipSync(contents, { level: 9 }).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

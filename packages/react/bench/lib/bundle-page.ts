import { join } from 'node:path';
import { build } from 'esbuild';

const HERE = import.meta.dirname;

/** The page under measurement, as a production build would make it: one script and the style sheets that an application of the kit has. */
export async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, 'page.tsx')],
    outdir: HERE,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    conditions: ['@plimsoll/source'],
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'error',
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  // A script element ends at the first closing tag, in a text as well.
  const script = textOf('.js').replaceAll('</script', '<\\/script');
  return `<!doctype html><style>${textOf('.css')}</style><div id="root" style="width:800px"></div><script type="module">${script}</script>`;
}

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const LONG_BODY = '  use(1);\n'.repeat(51);
const LONG_FUNCTION = `import { use } from './a.ts';\n\nexport function long() {\n${LONG_BODY}}\n`;
const CONSOLE = "export const greet = () => console.log('hello');\n";
const DEFAULT = 'export default 1;\n';

const planted: Readonly<Record<string, readonly [text: string, ...rules: string[]]>> = {
  'packages/react/src/a.ts': ['export const use = (value: number) => value;\nexport const load = async () => 1;\n'],
  'packages/react/src/params.ts': ['export const four = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];\n', 'useMaxParams'],
  'packages/react/src/long.ts': [LONG_FUNCTION, 'noExcessiveLinesPerFunction'],
  'packages/react/src/long.test.ts': [LONG_FUNCTION],
  'packages/react/src/log.ts': [CONSOLE, 'noConsole'],
  'packages/polar-emulator/src/cli.ts': [CONSOLE],
  'apps/express/server.ts': [CONSOLE],
  'packages/react/src/main.ts': [DEFAULT, 'noDefaultExport'],
  'apps/express/vite.config.ts': [DEFAULT],
  'packages/react/src/MeterWidget.ts': ['export const a = 1;\n', 'useFilenamingConvention'],
  'packages/react/src/any.ts': ['export const a: any = 1;\n', 'noExplicitAny'],
  'packages/react/src/float.ts': ["import { load } from './a.ts';\n\nexport const start = () => {\n  load();\n};\n", 'noFloatingPromises'],
  'packages/react/src/order.ts': [
    "import { b } from './b.ts';\nimport { use } from './a.ts';\n\nexport const c = use(b);\n",
    'organizeImports',
  ],
  'packages/react/src/b.ts': ['export const b = "double";\n', 'format'],
  'packages/react/src/only.test.ts': ["import { test } from 'vitest';\n\ntest.only('a', () => undefined);\n", 'noFocusedTests'],
  'packages/react/src/use-late.ts': [
    "import { useState } from 'react';\n\nexport function useLate(on: boolean) {\n  if (on) useState(1);\n}\n",
    'useHookAtTopLevel',
  ],
};

interface Report {
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string } }[];
}

let folder: string;
let report: Report;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'biome-'));
  cpSync(join(import.meta.dirname, 'biome.json'), join(folder, '.config/biome.json'));
  for (const [path, [text]] of Object.entries(planted)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  report = JSON.parse(runBiome());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runBiome(): string {
  const biome = join(import.meta.dirname, '../node_modules/.bin/biome');
  const args = ['check', '--config-path=.config', '--reporter=json', '--max-diagnostics=none', '.'];
  try {
    return execFileSync(biome, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    // Biome ends with 1 when it finds something, which is what is wanted here.
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

test.each(Object.entries(planted))('%s is judged as planted', (path, [, ...rules]) => {
  const found = report.diagnostics.filter(({ location }) => location.path === path).map(({ category }) => category.split('/').at(-1));
  expect([...new Set(found)]).toEqual(rules);
});

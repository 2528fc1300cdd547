import { expect, test } from 'vitest';
import { readSource } from './walls/source.ts';
import { checkSources } from './walls.ts';

type Case = readonly [path: string, text: string];

const broken = (...files: readonly Case[]): string[] => [
  ...new Set(checkSources(files.map(([path, text]) => readSource(path, text))).map(({ rule }) => rule)),
];

const SERVER = 'packages/server/src/lib';

test.each<readonly [...Case, rule: string]>([
  ['packages/react/src/index.ts', "import { createBilling } from '@plimsoll/server';", 'package-direction'],
  ['packages/react/src/lib/a.ts', "import type { Billing } from '@plimsoll/server';", 'package-direction'],
  ['packages/server/src/index.ts', "export * from '@plimsoll/react';", 'package-direction'],
  ['packages/server/src/lib/a.ts', "import { createPolar } from '@plimsoll/polar-emulator';", 'package-direction'],
  ['packages/contract/src/index.ts', "import { createBilling } from '@plimsoll/server';", 'package-direction'],
  ['packages/polar-emulator/src/lib/a.ts', "import { isId } from '@plimsoll/contract';", 'package-direction'],
  ['packages/polar-emulator/src/lib/a.test.ts', "import { isId } from '@plimsoll/contract';", 'package-direction'],
  ['packages/mocks/src/index.ts', "const ui = import('@plimsoll/react');", 'package-direction'],
  ['stories/meter.stories.tsx', "import { createBilling } from '@plimsoll/server';", 'package-direction'],
  ['packages/react/src/lib/a.ts', "import { isId } from '../../../contract/src/id.ts';", 'no-reaching-in'],
  ['apps/express/server.ts', "import { decide } from '@plimsoll/server/src/lib/ledger/decide.ts';", 'no-reaching-in'],
  ['stories/meter.stories.tsx', "import '../packages/react/src/lib/hooks/use-meter.ts';", 'no-reaching-in'],
  [`${SERVER}/usage/check.ts`, "import { memoryStore } from '../store/memory/memory-store.ts';", 'core-not-adapter'],
  [`${SERVER}/http/handler.ts`, "import { send } from '../express/send.ts';", 'core-not-adapter'],
  [`${SERVER}/create-billing.ts`, "export { polar } from './provider/polar/polar.ts';", 'core-not-adapter'],
  [`${SERVER}/store/sqlite/a.ts`, "import { b } from '../memory/b.ts';", 'adapter-not-adapter'],
  [`${SERVER}/provider/polar/a.ts`, "import { b } from '../../store/memory/b.ts';", 'adapter-not-adapter'],
  ['packages/react/src/lib/components/meter/meter-view.tsx', "import { useMeter } from '../../hooks/use-meter.ts';", 'view-without-data'],
  ['packages/react/src/lib/components/meter/meter-view.tsx', "import { useQuery } from '@tanstack/react-query';", 'view-without-data'],
  ['packages/server/src/express.ts', "import express from 'express';", 'express-types-only'],
  ['packages/server/src/express.ts', "import { type Request } from 'express';", 'express-types-only'],
])('%s with `%s` breaks %s', (path, text, rule) => {
  expect(broken([path, text])).toEqual([rule]);
});

test.each<readonly [...Case, rule: string]>([
  [`${SERVER}/a.ts`, 'export const key = process.env.KEY;', 'no-ambient-process'],
  [`${SERVER}/a.ts`, 'export const { env } = globalThis.process;', 'no-ambient-process'],
  [`${SERVER}/a.ts`, "console.log('x');", 'no-ambient-console'],
  [`${SERVER}/a.ts`, "export const load = () => fetch('/x');", 'no-ambient-fetch'],
  [`${SERVER}/a.ts`, 'export const create = (options) => ({ call: options.fetch ?? globalThis.fetch });', 'no-ambient-fetch'],
  [`${SERVER}/a.ts`, 'export const ports = { fetch };', 'no-ambient-fetch'],
  [`${SERVER}/a.ts`, 'export const now = Date.now;', 'no-ambient-clock'],
  [`${SERVER}/a.ts`, 'export const now = new Date();', 'no-ambient-clock'],
  ['packages/contract/src/rules/a.ts', 'export const now = new Date();', 'no-ambient-clock'],
  [`${SERVER}/a.ts`, 'export const draw = Math.random();', 'no-ambient-random'],
  [`${SERVER}/a.ts`, "import { createHmac } from 'node:crypto';", 'no-node-import'],
  [`${SERVER}/provider/polar/a.ts`, "import { createHmac } from 'node:crypto';", 'no-node-import'],
])('%s with `%s` breaks %s', (path, text, rule) => {
  expect(broken([path, text])).toEqual([rule]);
});

test.each<Case>([
  [`${SERVER}/express/send.ts`, "import { once } from 'node:events'; import { handle } from '../http/handler.ts';"],
  [`${SERVER}/store/sqlite/open.ts`, "import { DatabaseSync } from 'node:sqlite';"],
  [`${SERVER}/runtime/node-runtime.ts`, "import { randomUUID } from 'node:crypto'; export const now = () => Date.now();"],
  [`${SERVER}/a.ts`, 'export const load = ({ fetch }) => fetch(String(new Date(0)));'],
  [`${SERVER}/a.ts`, 'export interface Ports { fetch: typeof fetch; console(): void }'],
  [`${SERVER}/a.ts`, 'export const read = (ports) => ports.fetch({ fetch: 1, process: 2 }) ?? ports.clock.now();'],
  [`${SERVER}/a.ts`, '// process.env.KEY, Date.now()\nexport const text = "console.log(Math.random())";'],
  [`${SERVER}/usage/check.test.ts`, "import { memoryStore } from '../store/memory/memory-store.ts'; console.log(Date.now(), process.env);"],
  [`${SERVER}/store/sqlite/a.ts`, "import { b } from '../row.ts'; import { Store } from '../../store.ts';"],
  ['packages/server/src/express.ts', "import type { Request } from 'express';"],
  ['packages/server/src/sqlite.ts', "export { sqliteStore } from './lib/store/sqlite/sqlite-store.ts';"],
  ['packages/server/src/lib/provider/polar/polar.test.ts', "import { createPolar } from '@plimsoll/polar-emulator/node';"],
  [`${SERVER}/journeys/world.ts`, "import express from 'express'; import '@plimsoll/polar-emulator/node'; import 'node:net'; Date.now();"],
  ['packages/react/src/lib/components/meter/meter.tsx', "import { useMeter } from '../../hooks/use-meter.ts';"],
  ['stories/meter.stories.tsx', "import { MeterWidget } from '@plimsoll/react'; import preview from '../.storybook/preview.tsx';"],
])('%s may hold `%s`', (path, text) => {
  expect(broken([path, text])).toEqual([]);
});

test('inside the runtime each ambient thing has one owner', () => {
  const first: Case = [`${SERVER}/runtime/clock.ts`, 'export const now = () => Date.now();'];
  const second: Case = [`${SERVER}/runtime/deadline.ts`, 'export const later = () => Date.now() + 5;'];
  expect(broken(first, second)).toEqual(['one-owner']);
});

const importing = (name: string, text: string): Case => [`packages/react/src/lib/${name}.ts`, text];

test('a cycle is found, through re-exports and lazy imports too', () => {
  const a = importing('a', "import { type B } from './b.ts';");
  const b = importing('b', "export * from './c/c.ts';");
  const c = importing('c/c', "const later = () => import('../a.ts');");
  expect(broken(a, b, c)).toEqual(['no-cycle']);
  expect(broken(a, b)).toEqual([]);
});

test('a cycle that only types make is told apart', () => {
  const a = importing('a', "import type { B } from './b.ts';");
  expect(broken(a, importing('b', "import { a } from './a.ts';"))).toEqual(['no-type-cycle']);
  expect(broken(a, importing('b', "type A = import('./a.ts').A;"))).toEqual(['no-type-cycle']);
});

test('files that are tied together are one finding, with a shortest way round', () => {
  const hub = importing('hub', "import './a.ts'; import './b.ts'; import './c.ts';");
  const spokes = ['a', 'b', 'c'].map((name) => importing(name, "import './hub.ts';"));
  const findings = checkSources([hub, ...spokes].map(([path, text]) => readSource(path, text)));
  expect(findings).toHaveLength(1);
  expect(findings[0]?.message).toMatch(/hub\.ts -> packages\/react\/src\/lib\/a\.ts -> packages\/react\/src\/lib\/hub\.ts \(4 files/);
});

test('a file holds at most 250 lines of code; blank lines and comments are free', () => {
  const code = (lines: number): string => Array.from({ length: lines }, (_, at) => `export const a${at} = ${at};`).join('\n');
  const free = '\n\n// one\n/* two\n three */\n'.repeat(50);
  expect(broken(['apps/express/server.ts', code(250) + free])).toEqual([]);
  expect(broken(['apps/express/server.ts', code(251)])).toEqual(['file-length']);
});

test.each(['utils.ts', 'date-utils.ts', 'helpers/a.ts', 'common.test.ts', 'types.ts', 'base.ts', 'store-manager.ts'])(
  '%s is no name',
  (name) => {
    expect(broken([`packages/react/src/lib/${name}`, ''])).toEqual(['file-name']);
  },
);

test.each(['base-url.ts', 'event-types.ts', 'format-common-date.ts'])('%s is a name', (name) => {
  expect(broken([`packages/react/src/lib/${name}`, ''])).toEqual([]);
});

test('a finding says where, which rule, and why', () => {
  const [finding] = checkSources([readSource('packages/react/src/index.ts', "\nimport '@plimsoll/server';")]);
  expect(finding).toMatchObject({ path: 'packages/react/src/index.ts', line: 2 });
  expect(finding?.message).toMatch(/"@plimsoll\/server".*every visitor/);
});

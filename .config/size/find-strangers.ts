import type { Bundle } from './measure-bundle.ts';

// A schema library would be half the budget, and the server's code is the server's.
const NEVER_INSIDE = [/\/valibot[/@]/, /\/recharts[/@]/, /^packages\/(server|mocks|polar-emulator)\//];

/** What must not reach a browser with the components: source files by path, host libraries by name. */
export function findStrangers({ inputs, hostLibraries }: Pick<Bundle, 'inputs' | 'hostLibraries'>): string[] {
  const files = [...inputs.keys()].filter((path) => NEVER_INSIDE.some((pattern) => pattern.test(path)));
  // Recharts is optional for the host and large; a page without a chart must not ask for it.
  const libraries = [...hostLibraries].filter((name) => name === 'recharts');
  return [...files, ...libraries];
}

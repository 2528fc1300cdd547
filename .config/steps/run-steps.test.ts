import { expect, test, vi } from 'vitest';
import { chooseSteps, runSteps, type Step } from './run-steps.ts';

const step = (name: string, ok: boolean, ran: string[] = []): Step => ({
  name,
  run: async () => {
    ran.push(name);
    return { ok, output: '' };
  },
});

test('all steps run without a flag, the named ones with it, in their own order', () => {
  const steps = [step('a', true), step('b', true), step('c', true)];
  const names = (...args: string[]): string[] => chooseSteps(steps, args).map(({ name }) => name);
  expect(names()).toEqual(['a', 'b', 'c']);
  expect(names('--only', 'c', '--only', 'a')).toEqual(['a', 'c']);
  expect(names('--only', 'b,c')).toEqual(['b', 'c']);
});

test.each([['--only'], ['--only', 'z'], ['a'], ['--onyl', 'a']])(
  'a flag that means nothing is refused, never taken for "all": %s %s',
  (...args) => {
    expect(() =>
      chooseSteps(
        [step('a', true)],
        args.filter((arg) => arg !== undefined),
      ),
    ).toThrow('use --only with: a');
  },
);

test('a failure does not hide what comes after it', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const ran: string[] = [];
  const finished = await runSteps([step('a', false, ran), step('b', true, ran)]);
  expect(ran).toEqual(['a', 'b']);
  expect(finished.map(({ ok }) => ok)).toEqual([false, true]);
});

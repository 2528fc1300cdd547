import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const stories = join(import.meta.dirname, '../stories');
const journeys = readdirSync(join(stories, 'journeys')).map((name) => join('journeys', name));
// What journeys reach things with.
const helpers = ['press.ts', 'find-dialog.ts', 'write-button.tsx'];

// `tab` and `keyboard` are all that a person without a pointer has; nobody's hand moves the focus or presses by a call.
const BEYOND_KEYS =
  /\b(?:userEvent|user)\.(?!tab\b|keyboard\b)\w+|\bfireEvent\b|\.(?:click|focus|blur|dispatchEvent|requestSubmit|submit)\(/g;
// A play function's own `userEvent` would hide behind another name.
const HANDED_OVER = /\bplay: async \(\{[^}]*\buserEvent\b[^}]*\}/g;

function findPointers(source: string): string[] {
  return [BEYOND_KEYS, HANDED_OVER].flatMap((pattern) => source.match(pattern) ?? []);
}

it.each([...journeys, ...helpers])('%s gets along with the keyboard alone', (name) => {
  expect(findPointers(readFileSync(join(stories, name), 'utf8'))).toEqual([]);
});

it.each([
  'await userEvent.click(button)',
  'await userEvent.type(field, "20")',
  'await userEvent.pointer([])',
  'button.click()',
  'button.focus()',
  'fireEvent.keyDown(button)',
  'play: async ({ canvas, userEvent }) => {',
])('would see %s', (line) => {
  expect(findPointers(line)).not.toEqual([]);
});

it('lets keys pass', () => {
  expect(findPointers('await userEvent.tab(); await userEvent.keyboard("{Enter}");')).toEqual([]);
});

const told = journeys.filter((name) => name.endsWith('.stories.tsx'));

it.each(told)('%s presses something', (name) => {
  expect(readFileSync(join(stories, name), 'utf8')).toMatch(/await (?:press|write|moveToTab)\(/);
});

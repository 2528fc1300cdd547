import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const sheet = readFileSync(join(import.meta.dirname, '../packages/react/src/styles.css'), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
const lines = sheet.split('\n').map((line) => line.trim());

it('the style sheet knows no left and no right, so a page that runs the other way needs nothing', () => {
  const sides =
    /^((margin|padding|border|inset|scroll-margin|scroll-padding)-)?(left|right)\b|^(text-align|float|clear): *(left|right)\b|border-(top|bottom)-(left|right)-radius/;
  const shorthands = /^(margin|padding|inset): *\S+ +\S+ +\S+ +\S+;/;
  expect(lines.filter((line) => sides.test(line) || shorthands.test(line))).toEqual([]);
});

it('the style sheet takes every colour from the theme or from the system', () => {
  expect(lines.filter((line) => /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch|color)a?\(/i.test(line))).toEqual([]);
});

it('the style sheet names only classes of its own, of Radix Themes and of Recharts', () => {
  const classes = [...sheet.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name);
  expect(classes.filter((name) => !/^(ps|rt|recharts)-/.test(name))).toEqual([]);
});

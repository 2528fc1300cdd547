import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CLOSED_VALUES } from '../journeys/telemetry-values.ts';
import { metricTable } from './metric-table.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly priority: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}
interface Monitor {
  readonly name: string;
  readonly query: string;
  readonly message: string;
  readonly tags: readonly string[];
  readonly options: { readonly thresholds: { readonly critical: number } };
}

const root = new URL('../../../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const { groups } = parse(read('docs/alerts/prometheus-rules.yml')) as { groups: { name: string; rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules.map((rule) => ({ ...rule, group: group.name })));
const monitors = JSON.parse(read('docs/alerts/datadog-monitors.json')) as Monitor[];

/** As the exporter for Prometheus writes it, and the attributes that it may have there. */
const exported = new Map(
  Object.entries(metricTable).flatMap(([name, { kind, attributes }]) => {
    const base = `polar_${name.replaceAll('.', '_')}`;
    const suffixes = { counter: ['_total'], 'observed-counter': ['_total'], gauge: [''], histogram: ['_bucket', '_count', '_sum'] }[kind];
    return suffixes.map((suffix) => [base + suffix, attributes.map((key): string => key.replaceAll('.', '_'))] as const);
  }),
);
const valuesOf = (label: string) => CLOSED_VALUES[Object.keys(CLOSED_VALUES).find((key) => key.replaceAll('.', '_') === label) ?? ''] ?? [];

/** `name{key="value"}` in an expression. */
function selectorsOf(expr: string) {
  return [...expr.matchAll(/\b(polar_\w+)(?:\{([^}]*)\})?/g)].map(([, name = '', inside = '']) => ({
    name,
    labels: [...inside.matchAll(/(\w+)(?:=~|!=|=)"([^"]*)"/g)].map(([, label = '', value = '']) => ({ label, value })),
  }));
}

describe('the rules for Prometheus', () => {
  it.each(rules)('$alert asks for numbers that are recorded, by attributes and values that they have', ({ expr }) => {
    const selectors = selectorsOf(expr);
    expect(selectors.length).toBeGreaterThan(0);
    for (const { name, labels } of selectors) {
      expect([...exported.keys()]).toContain(name);
      for (const { label, value } of labels) {
        expect(exported.get(name)).toContain(label);
        expect(valuesOf(label).some((known) => new RegExp(`^(${value})$`).test(String(known)))).toBe(true);
      }
    }
  });

  it.each(rules)('$alert says how soon to look, what is wrong and where to read on', ({ group, labels, annotations }) => {
    expect(group).toBe(`billing-${labels.priority}`);
    expect(annotations.summary).toMatch(/\.$/);
    expect(existsSync(new URL(annotations.runbook, root))).toBe(true);
  });

  it('there are three priorities, and no two rules of one name', () => {
    expect(groups.map(({ name }) => name)).toEqual(['billing-immediate', 'billing-15m', 'billing-1h']);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });
});

describe('the monitors for Datadog', () => {
  const names = Object.keys(metricTable).map((name) => `polar.${name}`);

  it.each(monitors)('$name asks for numbers that are recorded, against the bound that it names', ({ query, tags, options }) => {
    const asked = [...query.matchAll(/:(polar\.[a-z_.]+)\{([^}]*)\}/g)];
    expect(asked.length).toBeGreaterThan(0);
    for (const [, name = '', scope = ''] of asked) {
      expect(names).toContain(name);
      const [key = '*', value] = scope.split(/:(.*)/);
      if (key === '*') continue;
      const row = metricTable[name.slice('polar.'.length) as keyof typeof metricTable];
      expect(row.attributes).toContain(key);
      expect(CLOSED_VALUES[key]).toContain(value);
    }
    expect(Number(/[<>] (\S+)$/.exec(query)?.[1])).toBe(options.thresholds.critical);
    expect(tags).toContainEqual(expect.stringMatching(/^priority:(immediate|15m|1h)$/));
  });
});

it('the page of all numbers says what the table says', () => {
  const rows = [...read('docs/metrics.md').matchAll(/^\| `polar\.([a-z_.]+)` +\| ([a-z ]+?) +\| `([^`]+)` +\| (.*?) +\| (.*?) +\|$/gm)];
  const told = rows.map(([, name, kind, unit, attributes = '', says]) => {
    const keys = [...attributes.matchAll(/`([^`]+)`/g)].map(([, key]) => key);
    return { name, kind: kind === 'observed counter' ? 'observed-counter' : kind, unit, attributes: keys, says };
  });
  expect(told).toEqual(Object.entries(metricTable).map(([name, row]) => ({ name, ...row })));
});

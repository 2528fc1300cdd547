import type { Messages } from '@plimsoll/react';
import { english } from '@plimsoll/react/english';
import { german } from '@plimsoll/react/german';

interface Row {
  readonly key: string;
  readonly english: string;
  readonly german: string;
}

// Stands for each value that is handed to a text: its name in braces, whatever is done with it.
const named = new Proxy({}, { get: (_, name) => `{${String(name)}}` });

/** Every text of the kit beside its translation, with the names of the values that it places. */
export function MessageTable() {
  return (
    <table>
      <thead>
        <tr>
          <th>Key</th>
          <th>English</th>
          <th lang="de">Deutsch</th>
        </tr>
      </thead>
      <tbody>
        {readRows(english, german).map((row) => (
          <tr key={row.key}>
            <td>
              <code>{row.key}</code>
            </td>
            <td>{row.english}</td>
            <td lang="de">{row.german}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function readRows(one: Messages, other: Messages): Row[] {
  const translated = new Map(flatten('', other));
  return flatten('', one).map(([key, text]) => ({ key, english: text, german: translated.get(key) ?? '' }));
}

function flatten(key: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return value === '' ? [] : [[key, value]];
  if (typeof value === 'function') return [[key, String(value(named))]];
  const entries = Object.entries(value ?? {});
  return entries.flatMap(([name, inner]) => flatten(key === '' ? name : `${key}.${name}`, inner));
}

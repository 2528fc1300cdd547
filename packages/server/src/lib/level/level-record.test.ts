import { expect, it } from 'vitest';
import { isNews, type ToldLevel } from './level-record.ts';

const at = (level: ToldLevel['level'], window = 'month:2026-11'): ToldLevel => ({ level, window });
const under = (threshold: number): ToldLevel => ({ ...at(threshold === 0 ? 'exhausted' : 'low'), threshold });

it.each<[told: ToldLevel | null, present: ToldLevel, news: boolean]>([
  [null, at('ok'), false],
  [null, at('unlimited'), false],
  [null, at('low'), true],
  [null, at('exhausted'), true],
  [at('low'), at('low'), false],
  [at('low'), at('exhausted'), true],
  [at('exhausted'), at('low'), true],
  [at('low'), at('ok'), true],
  [at('exhausted'), at('unlimited'), true],
  [at('ok'), at('unlimited'), false],
  [at('unlimited'), at('ok'), false],
  [at('ok'), at('low'), true],
  [at('low'), at('low', 'month:2026-12'), true],
  [at('exhausted'), at('ok', 'month:2026-12'), true],
  [at('ok'), at('ok', 'month:2026-12'), false],
  [under(0.5), under(0.5), false],
  [under(0.5), under(0.2), true],
  [under(0.2), under(0), true],
  [at('low'), under(0.2), false],
])('to a host that knows %j, %j is news: %s', (told, present, news) => {
  expect(isNews(told, present)).toBe(news);
});

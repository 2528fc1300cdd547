/** Places at which a process kills itself, as `kill -9` would: `<method>:before#<n>` or `:after#<n>`, at the n-th call from now. */
export interface CrashPoints {
  /** Sets the one place where this process dies next. @throws TypeError for a text that names none */
  arm(point: string): void;
  /** The same object, with a place before and after each of its methods: `ledger.apply:after`. */
  watch<T extends object>(target: T, path?: string): T;
  /** One more place. */
  pass(point: string): void;
}

/** Crash points of this process, the first of them armed by `CRASH_AT`. */
export function createCrashPoints(first: string | undefined): CrashPoints {
  let armed = first === undefined ? null : parsePoint(first);

  function pass(point: string): void {
    if (armed?.point !== point) return;
    armed.left -= 1;
    if (armed.left <= 0) process.kill(process.pid, 'SIGKILL');
  }

  function wrap(method: (...given: unknown[]) => unknown, { self, path }: { self: object; path: string }) {
    return (...given: unknown[]): unknown => {
      pass(`${path}:before`);
      const result = method.apply(self, given);
      if (!(result instanceof Promise)) return result;
      return result.then((value: unknown) => {
        pass(`${path}:after`);
        return value;
      });
    };
  }

  function watch<T extends object>(target: T, path = ''): T {
    const wrapped = new Map<unknown, unknown>();
    return new Proxy(target, {
      get(_, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof key === 'symbol' || value === null || !['function', 'object'].includes(typeof value)) return value;
        const inner = path === '' ? key : `${path}.${key}`;
        const known = wrapped.get(value) ?? (isMethod(value) ? wrap(value, { self: target, path: inner }) : watch(Object(value), inner));
        wrapped.set(value, known);
        return known;
      },
    });
  }

  return {
    pass,
    watch,
    arm(point) {
      armed = parsePoint(point);
    },
  };
}

function isMethod(value: unknown): value is (...given: unknown[]) => unknown {
  return typeof value === 'function';
}

function parsePoint(text: string): { point: string; left: number } {
  const [, point, count = '1'] = /^([\w.]+:(?:before|after))(?:#(\d+))?$/.exec(text) ?? [];
  if (point === undefined) throw new TypeError(`"${text}" is no crash point; write one like ledger.apply:after#3.`);
  return { point, left: Number(count) };
}

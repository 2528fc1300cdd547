/** Virtual time: a queue of tasks, each run when everything that the one before it set going has come to rest. */
export interface Scheduler {
  /** Milliseconds since the beginning. Never goes back. */
  now(): number;
  /** Runs a task so many virtual milliseconds from now; gives the way to drop it. Tasks of one instant run in the order in which they were given. */
  after(delayMs: number, task: () => void): () => void;
  /** Runs what is due until that many milliseconds have passed, or until `done` says so, asked after each task. */
  run(forMs: number, done?: () => boolean): Promise<void>;
}

interface Task {
  readonly at: number;
  readonly seq: number;
  /** Null when it was dropped. */
  work: (() => void) | null;
}

export function createScheduler(): Scheduler {
  const heap: Task[] = [];
  let now = 0;
  let seq = 0;
  return {
    now: () => now,
    after(delayMs, work) {
      seq += 1;
      const task: Task = { at: now + Math.max(0, Math.ceil(delayMs)), seq, work };
      push(heap, task);
      return () => {
        task.work = null;
      };
    },
    async run(forMs, done = () => false) {
      const end = now + forMs;
      await rest();
      for (let task = heap[0]; task !== undefined && task.at <= end && !done(); task = heap[0]) {
        pop(heap);
        // Most deadlines are dropped before their time: nothing happens then, and nothing has to come to rest.
        if (task.work === null) continue;
        now = task.at;
        task.work();
        await rest();
      }
      if (!done()) now = Math.max(now, end);
    },
  };
}

// Ticks that are asked for by a microtask run when no microtask is left: whatever could go on without a timer or an answer has done so.
function rest(): Promise<void> {
  return new Promise((resolve) => queueMicrotask(() => process.nextTick(resolve)));
}

function isBefore(a: Task | undefined, b: Task | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.at < b.at || (a.at === b.at && a.seq < b.seq);
}

function push(heap: Task[], task: Task): void {
  heap.push(task);
  for (let index = heap.length - 1; index > 0; ) {
    const parent = (index - 1) >> 1;
    if (!isBefore(heap[index], heap[parent])) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function pop(heap: Task[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let index = 0; ; ) {
    const left = 2 * index + 1;
    const least = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    if (!isBefore(heap[least], heap[index])) return;
    swap(heap, index, least);
    index = least;
  }
}

function swap(heap: Task[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]];
  if (first === undefined || second === undefined) return;
  heap[a] = second;
  heap[b] = first;
}

import { MinHeap } from "./min-heap";

/** At most `limit` items that name `counter` run at a time. Items may name it with different limits. */
export type Limit = { counter: string; limit: number };

export type QueueItem = {
  limits: readonly Limit[];
  /** Lower goes first among items that wait for the same slot. */
  order: number;
};

type Counter<Item> = { running: number; waiting: Map<number, MinHeap<Item>> };

const MAX_TIMEOUT_MS = 2 ** 31 - 1;
const EVERYTHING = "*";

/**
 * Runs items as soon as they are due and every limit they name has a free slot, oldest first. An item
 * waits in the line of one full limit only, so a crowded key costs the others nothing.
 */
export function createWorkQueue<Item extends QueueItem>({
  work,
  maxRunning,
}: {
  /** Must not reject. */
  work: (item: Item) => Promise<void>;
  maxRunning: number;
}) {
  const counters = new Map<string, Counter<Item>>();
  const delayed = new MinHeap<{ item: Item; dueAt: number }>((a, b) => a.dueAt < b.dueAt);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let waiting = 0;

  const everything: Limit = { counter: EVERYTHING, limit: maxRunning };
  const limitsOf = (item: Item) => [...item.limits, everything];

  function counterOf(name: string): Counter<Item> {
    let counter = counters.get(name);
    if (!counter) {
      counter = { running: 0, waiting: new Map() };
      counters.set(name, counter);
    }
    return counter;
  }

  function isFull({ counter, limit }: Limit): boolean {
    return counterOf(counter).running >= limit;
  }

  function waitFor({ counter, limit }: Limit, item: Item) {
    const lines = counterOf(counter).waiting;
    let line = lines.get(limit);
    if (!line) {
      line = new MinHeap((a, b) => a.order < b.order);
      lines.set(limit, line);
    }
    line.push(item);
    waiting += 1;
  }

  function startOrWait(item: Item) {
    const limits = limitsOf(item);
    const full = limits.find(isFull);
    if (full) return waitFor(full, item);
    for (const { counter } of limits) counterOf(counter).running += 1;
    void work(item).finally(() => release(limits));
  }

  function release(limits: Limit[]) {
    for (const { counter } of limits) counterOf(counter).running -= 1;
    if (!stopped) wake(limits.map(({ counter }) => counter));
    for (const { counter } of limits) forgetIfIdle(counter);
  }

  /** Gives the freed slots to the oldest items that wait for them. */
  function wake(names: string[]) {
    for (let line = oldestLine(names); line; line = oldestLine(names)) {
      const item = line.pop();
      waiting -= 1;
      if (item) startOrWait(item);
    }
  }

  function oldestLine(names: string[]): MinHeap<Item> | undefined {
    let oldest: { line: MinHeap<Item>; order: number } | undefined;
    for (const name of names) {
      const { running, waiting: lines } = counterOf(name);
      for (const [limit, line] of lines) {
        const head = line.peek();
        if (!head || running >= limit) continue;
        if (!oldest || head.order < oldest.order) oldest = { line, order: head.order };
      }
    }
    return oldest?.line;
  }

  function forgetIfIdle(name: string) {
    const counter = counterOf(name);
    for (const [limit, line] of counter.waiting) if (line.size === 0) counter.waiting.delete(limit);
    if (counter.running === 0 && counter.waiting.size === 0) counters.delete(name);
  }

  function armTimer() {
    clearTimeout(timer);
    const next = delayed.peek();
    if (!next || stopped) return;
    const wait = Math.min(Math.max(next.dueAt - Date.now(), 0), MAX_TIMEOUT_MS);
    timer = setTimeout(startDue, wait);
  }

  function startDue() {
    const now = Date.now();
    for (let next = delayed.peek(); next && next.dueAt <= now; next = delayed.peek()) {
      delayed.pop();
      startOrWait(next.item);
    }
    armTimer();
  }

  return {
    /** `dueAt` is epoch ms; without it the item may run at once. */
    add(item: Item, dueAt = 0) {
      if (stopped) return;
      if (dueAt <= Date.now()) return startOrWait(item);
      delayed.push({ item, dueAt });
      if (delayed.peek()?.item === item) armTimer();
    },
    counts: () => ({
      running: counters.get(EVERYTHING)?.running ?? 0,
      waiting,
      delayed: delayed.size,
    }),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

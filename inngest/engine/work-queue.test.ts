import { expect, test } from "vitest";
import { createWorkQueue, type Limit, type QueueItem } from "./work-queue";

type Item = QueueItem & { name: string };

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** A queue whose items run until they are told to end. */
function controlled(maxRunning = 100) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const queue = createWorkQueue<Item>({
    maxRunning,
    work: ({ name }) => {
      started.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    },
  });
  let order = 0;
  const add = (name: string, ...limits: Limit[]) => queue.add({ name, limits, order: ++order });
  const end = async (name: string) => {
    ends.get(name)?.();
    await tick();
  };
  return { queue, add, end, started };
}

test("a full key holds back its own items only", async () => {
  const { add, end, started } = controlled();
  const a = { counter: "a", limit: 1 };
  add("a1", a);
  add("a2", a);
  add("b1", { counter: "b", limit: 1 });
  add("free");
  expect(started).toEqual(["a1", "b1", "free"]);
  await end("a1");
  expect(started).toEqual(["a1", "b1", "free", "a2"]);
});

test("items that wait for a slot get it oldest first, whichever limit held them", async () => {
  const { add, end, started } = controlled(2);
  const shared = { counter: "shared", limit: 1 };
  add("1", shared);
  add("2");
  add("3", shared);
  add("4");
  await end("1");
  expect(started).toEqual(["1", "2", "3"]);
  await end("3");
  expect(started).toEqual(["1", "2", "3", "4"]);
});

test("an item that names two limits waits until both have a slot", async () => {
  const { add, end, started } = controlled();
  const a = { counter: "a", limit: 1 };
  const b = { counter: "b", limit: 1 };
  add("a", a);
  add("b", b);
  add("both", a, b);
  await end("a");
  expect(started).toEqual(["a", "b"]);
  await end("b");
  expect(started).toEqual(["a", "b", "both"]);
});

test("one counter can be named with different limits", async () => {
  const { add, end, started } = controlled();
  add("narrow", { counter: "k", limit: 1 });
  add("narrow2", { counter: "k", limit: 1 });
  add("wide", { counter: "k", limit: 2 });
  expect(started).toEqual(["narrow", "wide"]);
  await end("narrow");
  expect(started).toEqual(["narrow", "wide"]);
  await end("wide");
  expect(started).toEqual(["narrow", "wide", "narrow2"]);
});

test("delayed items start when they are due, in that order", async () => {
  const { queue, started } = controlled();
  const now = Date.now();
  queue.add({ name: "later", limits: [], order: 1 }, now + 40);
  queue.add({ name: "sooner", limits: [], order: 2 }, now + 15);
  await expect.poll(() => started, { interval: 5 }).toEqual(["sooner", "later"]);
  expect(Date.now() - now).toBeGreaterThanOrEqual(40);
});

test("100,000 items that wait for a slot cost no more than their number", async () => {
  let done = 0;
  const queue = createWorkQueue<Item>({
    maxRunning: 10,
    work: async () => {
      done += 1;
    },
  });
  const began = performance.now();
  for (let i = 0; i < 100_000; i++) {
    queue.add({ name: "", limits: [{ counter: `k${i % 3}`, limit: 1 }], order: i });
  }
  await expect.poll(() => done, { interval: 10 }).toBe(100_000);
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(queue.counts()).toEqual({ running: 0, waiting: 0, delayed: 0 });
});

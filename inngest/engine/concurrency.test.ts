import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { closeWorlds, startWorld } from "./test-app";

afterEach(closeWorlds);

/** Counts how many pieces of work of one key are under way together. */
function meter() {
  const now = new Map<string, number>();
  const most = new Map<string, number>();
  const during = async (key: string) => {
    const together = (now.get(key) ?? 0) + 1;
    now.set(key, together);
    most.set(key, Math.max(most.get(key) ?? 0, together));
    await new Promise((resolve) => setTimeout(resolve, 5));
    now.set(key, (now.get(key) ?? 0) - 1);
  };
  return { during, most };
}

test("a limit with a key and scope env holds across functions, and for each key on its own", async () => {
  const { during, most } = meter();
  const all = meter();
  const concurrency = { limit: 1, scope: "env", key: "'lane-' + event.data.lane" } as const;
  const { engine, client } = await startWorld((inngest) =>
    ["one", "two"].map((id) =>
      inngest.createFunction(
        { id, concurrency, triggers: { event: "test/work" } },
        async ({ event, step }) => {
          for (const n of [1, 2]) {
            await step.run(`work-${n}`, async () => {
              await Promise.all([during(String(event.data.lane)), all.during("all")]);
            });
          }
        },
      ),
    ),
  );
  await client.send(
    Array.from({ length: 20 }, (_, i) => ({
      name: "test/work",
      data: { lane: i % 2 ? "a" : "b" },
    })),
  );
  await engine.idle();
  expect(Object.fromEntries(most)).toEqual({ a: 1, b: 1 });
  expect(all.most.get("all")).toBe(2);
  expect(engine.status().runs).toMatchObject({ completed: 40 });
});

test("a plain limit is the function's own, and used to the full", async () => {
  const limits = { own: 3, other: 2 };
  const now = { own: 0, other: 0 };
  const most = { own: 0, other: 0 };
  const { engine, client } = await startWorld((inngest) =>
    (["own", "other"] as const).map((id) =>
      inngest.createFunction(
        { id, concurrency: limits[id], triggers: { event: "test/own" } },
        async () => {
          now[id] += 1;
          most[id] = Math.max(most[id], now[id]);
          // With fewer than the limit at a time, this would never end.
          await expect.poll(() => most[id], { interval: 2 }).toBeGreaterThanOrEqual(limits[id]);
          now[id] -= 1;
        },
      ),
    ),
  );
  await client.send(Array.from({ length: 12 }, () => ({ name: "test/own" })));
  await engine.idle();
  expect(most).toEqual(limits);
});

test("a run that sleeps takes no slot", async () => {
  const order: unknown[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      { id: "sleeper", concurrency: 1, triggers: { event: "test/nap" } },
      async ({ event, step }) => {
        await step.run("before", () => void order.push(`before ${event.data.n}`));
        await step.sleep("nap", "1s");
        await step.run("after", () => void order.push(`after ${event.data.n}`));
      },
    ),
  ]);
  await client.send([1, 2, 3].map((n) => ({ name: "test/nap", data: { n } })));
  const began = Date.now();
  await engine.idle();
  expect(Date.now() - began).toBeLessThan(2_000);
  expect(order.slice(0, 3)).toEqual(["before 1", "before 2", "before 3"]);
});

test("runs that wait for one slot get it in the order of their events", async () => {
  const order: unknown[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      { id: "fifo", concurrency: 1, triggers: { event: "test/fifo" } },
      ({ event }) => {
        order.push(event.data.n);
      },
    ),
  ]);
  const numbers = Array.from({ length: 50 }, (_, n) => n);
  await client.send(numbers.map((n) => ({ name: "test/fifo", data: { n } })));
  await engine.idle();
  expect(order).toEqual(numbers);
});

test("2,000 events of two calls each are drained quickly, each once", async () => {
  // Answers as the SDK does without its own work, which takes several times that of the engine.
  const finished = new Set<unknown>();
  let steps = 0;
  const app = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const headers = { "x-inngest-sdk": "test:v1", "x-inngest-req-version": "2" };
    if (body.steps.take) {
      finished.add(body.event.data.n);
      response.writeHead(200, headers).end("null");
    } else {
      steps += 1;
      response.writeHead(206, headers).end('[{"id":"take","op":"StepRun","data":1}]');
    }
  });
  app.listen(0, "127.0.0.1");
  await once(app, "listening");
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`;
  const { engine, client } = await startWorld(() => []);
  const drain = {
    id: "bare-drain",
    triggers: [{ event: "test/drain" }],
    steps: { step: { runtime: { type: "http", url } } },
    concurrency: [{ limit: 5, key: "event.data.lane", scope: "env" }],
  };
  const registration = { url, appName: "bare", functions: [drain] };
  await fetch(`${engine.url}/fn/register`, { method: "POST", body: JSON.stringify(registration) });

  const began = performance.now();
  const lanes = (n: number) => ({ name: "test/drain", data: { n, lane: `lane-${n % 4}` } });
  await client.send(Array.from({ length: 2_000 }, (_, n) => lanes(n)));
  await engine.idle();
  const tookMs = performance.now() - began;
  app.closeAllConnections();
  app.close();
  expect({ finished: finished.size, steps }).toEqual({ finished: 2_000, steps: 2_000 });
  expect(tookMs).toBeLessThan(10_000);
});

test("a function is called within a few milliseconds of its event", async () => {
  const delays: number[] = [];
  let sent = 0;
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "prompt", triggers: { event: "test/prompt" } }, () => {
      delays.push(performance.now() - sent);
    }),
  ]);
  for (let i = 0; i < 20; i++) {
    sent = performance.now();
    await client.send({ name: "test/prompt" });
    await engine.idle();
  }
  const median = delays.sort((a, b) => a - b)[10];
  expect(median).toBeLessThan(50);
});

import { afterEach, expect, test } from "vitest";
import { closeWorlds, startWorld } from "./test-app";

afterEach(closeWorlds);

const data = { ok: true };

async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/e/key`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

test("an event with an id that was seen starts nothing again", async () => {
  let runs = 0;
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "once", triggers: { event: "test/once" } }, () => void runs++),
  ]);
  await client.send([
    { name: "test/once", id: "same", data },
    { name: "test/once", id: "same", data },
    { name: "test/once", id: "other", data },
  ]);
  await client.send({ name: "test/once", id: "same", data });
  await engine.idle();
  expect(runs).toBe(2);
});

test("a send that the SDK repeats gets the same ids and starts nothing again", async () => {
  let runs = 0;
  const { engine } = await startWorld((inngest) => [
    inngest.createFunction({ id: "seeded", triggers: { event: "test/seeded" } }, () => void runs++),
  ]);
  const seed = { "x-inngest-event-id-seed": `${Date.now()},c29tZWVudHJvcHk=` };
  const body = [{ name: "test/seeded" }, { name: "test/seeded" }];
  const first = await post(engine.url, body, seed);
  const second = await post(engine.url, body, seed);
  await engine.idle();
  expect(second).toEqual(first);
  expect(new Set(first.body.ids).size).toBe(2);
  expect(runs).toBe(2);
});

test("the event API takes one event or many, and names what is wrong with a bad one", async () => {
  const { engine } = await startWorld(() => []);
  expect(await post(engine.url, { name: "test/one" })).toMatchObject({
    status: 200,
    body: { ids: [expect.stringMatching(/^[0-9A-Z]{26}$/)], status: 200 },
  });
  expect((await post(engine.url, [{ name: "a" }, { name: "b" }])).body.ids).toHaveLength(2);
  expect(await post(engine.url, { data })).toMatchObject({ status: 400, body: { ids: [] } });
  expect(await post(engine.url, { name: "inngest/function.failed" })).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining("reserved") },
  });
});

test("a trigger's condition decides", async () => {
  const seen: unknown[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      { id: "big", triggers: { event: "test/order", if: "event.data.total >= 100" } },
      ({ event }) => void seen.push(event.data.total),
    ),
  ]);
  await client.send([1, 100, 500].map((total) => ({ name: "test/order", data: { total } })));
  await engine.idle();
  expect(seen.sort()).toEqual([100, 500]);
});

test("an event dated ahead starts its function then", async () => {
  const times: number[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "ahead", triggers: { event: "test/ahead" } }, () => {
      times.push(Date.now());
    }),
  ]);
  const ts = Date.now() + 300;
  await client.send({ name: "test/ahead", ts });
  await engine.idle();
  expect(times[0]).toBeGreaterThanOrEqual(ts);
});

test("an idempotency key starts a function once, whatever the event's id", async () => {
  const seen: unknown[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      {
        id: "idempotent",
        idempotency: "event.data.kind + '/' + event.data.order",
        triggers: { event: "test/order" },
      },
      ({ event }) => void seen.push(event.data.order),
    ),
  ]);
  const order = (number: string, kind = "a") => ({
    name: "test/order",
    data: { order: number, kind },
  });
  await client.send([order("1"), order("1"), order("2"), order("1", "b")]);
  await engine.idle();
  expect(seen.sort()).toEqual(["1", "1", "2"]);
});

test("debounce runs once, with the last event, when it has been quiet", async () => {
  const seen: unknown[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      {
        id: "debounced",
        debounce: { period: "1s", key: "event.data.key" },
        triggers: { event: "test/typed" },
      },
      ({ event }) => void seen.push(`${event.data.key}${event.data.n}`),
    ),
  ]);
  const typed = (key: string, n: number) => ({ name: "test/typed", data: { key, n } });
  await client.send([typed("a", 1), typed("b", 1), typed("a", 2)]);
  await client.send(typed("a", 3));
  expect(seen).toEqual([]);
  await engine.idle();
  expect(seen.sort()).toEqual(["a3", "b1"]);
});

test("a singleton that skips does not start while one runs, and may start again after it", async () => {
  const seen: unknown[] = [];
  let release = () => {};
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      {
        id: "single",
        singleton: { mode: "skip", key: "event.data.key" },
        triggers: { event: "test/single" },
      },
      async ({ event }) => {
        seen.push(`${event.data.key}${event.data.n}`);
        if (event.data.n === 1) await new Promise<void>((resolve) => (release = resolve));
      },
    ),
  ]);
  const single = (key: string, n: number) => ({ name: "test/single", data: { key, n } });
  await client.send([single("a", 1), single("a", 2), single("b", 3)]);
  await expect.poll(() => seen.length).toBe(2);
  release();
  await engine.idle();
  await client.send(single("a", 4));
  await engine.idle();
  expect([...seen].sort()).toEqual(["a1", "a4", "b3"]);
});

test("cancelOn ends the runs its condition names, also in their sleep", async () => {
  const finished: unknown[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      {
        id: "cancelled",
        cancelOn: [{ event: "test/stop", if: "event.data.id == async.data.id" }],
        triggers: { event: "test/begin" },
      },
      async ({ event, step }) => {
        await step.sleep("long", "1s");
        finished.push(event.data.id);
      },
    ),
  ]);
  await client.send([
    { name: "test/begin", data: { id: 1 } },
    { name: "test/begin", data: { id: 2 } },
  ]);
  await expect.poll(() => engine.status().requests.delayed).toBe(2);
  await client.send({ name: "test/stop", data: { id: 1 } });
  await engine.idle();
  expect(finished).toEqual([2]);
  expect(engine.status().runs).toMatchObject({ completed: 1, cancelled: 1 });
});

test("a cron starts its function by the clock", async () => {
  const events: unknown[] = [];
  const cron = "TZ=Europe/Oslo * * * * * *";
  await startWorld((inngest) => [
    inngest.createFunction({ id: "ticking", triggers: { cron } }, ({ event }) => {
      events.push(event);
    }),
  ]);
  await expect.poll(() => events.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(2);
  expect(events[0]).toMatchObject({ name: "inngest/scheduled.timer", data: { cron } });
});

test("the runs of an event can be read back", async () => {
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "read", triggers: { event: "test/read" } }, () => "done"),
  ]);
  const { ids } = await client.send({ name: "test/read", id: "mine" });
  await engine.idle();
  for (const id of [ids[0], "mine"]) {
    const response = await fetch(`${engine.url}/v1/events/${id}/runs`);
    expect(await response.json()).toMatchObject({
      data: [{ function_id: "app-read", status: "completed", output: "done" }],
    });
  }
});

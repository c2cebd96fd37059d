import { NonRetriableError, RetryAfterError, StepError } from "inngest";
import { afterEach, expect, test } from "vitest";
import { closeWorlds, startWorld } from "./test-app";

afterEach(closeWorlds);

test("an event starts a function, whose result is kept", async () => {
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "hello", triggers: { event: "test/hello" } }, ({ event }) => ({
      greeting: `Hello ${event.data.name}`,
    })),
  ]);
  await client.send({ name: "test/hello", data: { name: "Kari" } });
  await engine.idle();
  expect(engine.status().recent).toMatchObject([
    { function_id: "app-hello", status: "completed", output: { greeting: "Hello Kari" } },
  ]);
});

test.each([{ checkpointing: true }, { checkpointing: false }])(
  "a step that is done is not done again when a later one is repeated ($checkpointing)",
  async ({ checkpointing }) => {
    const effects: string[] = [];
    const { engine, client } = await startWorld((inngest) => [
      inngest.createFunction(
        { id: "steps", triggers: { event: "test/steps" }, checkpointing },
        async ({ step }) => {
          const first = await step.run("first", () => {
            effects.push("first");
            return 1;
          });
          const second = await step.run("second", () => {
            effects.push("second");
            if (effects.length < 4) throw new Error("not yet");
            return first + 1;
          });
          return step.run("third", () => {
            effects.push("third");
            return second + 1;
          });
        },
      ),
    ]);
    await client.send({ name: "test/steps" });
    await engine.idle();
    expect(effects).toEqual(["first", "second", "second", "second", "third"]);
    expect(engine.status().recent).toMatchObject([{ status: "completed", output: 3 }]);
  },
);

test.each([{ checkpointing: true }, { checkpointing: false }])(
  "parallel steps run at the same time, and the function goes on when all are done ($checkpointing)",
  async ({ checkpointing }) => {
    let together = 0;
    let most = 0;
    const work = (result: string) => async () => {
      together += 1;
      most = Math.max(most, together);
      // Each waits for the other two: run one after the other, they would never end.
      await expect.poll(() => most, { interval: 2 }).toBe(3);
      together -= 1;
      return result;
    };
    const { engine, client } = await startWorld((inngest) => [
      inngest.createFunction(
        { id: "parallel", triggers: { event: "test/parallel" }, checkpointing },
        async ({ step }) => {
          const before = await step.run("before", () => "0");
          const all = await Promise.all([
            step.run("a", work("a")),
            step.run("b", work("b")),
            step.run("c", work("c")),
          ]);
          return step.run("after", () => [before, ...all].join(""));
        },
      ),
    ]);
    await client.send({ name: "test/parallel" });
    await engine.idle();
    expect(engine.status().recent).toMatchObject([{ status: "completed", output: "0abc" }]);
  },
);

test("chains of steps beside each other each run once", async () => {
  const effects: string[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      { id: "chains", triggers: { event: "test/chains" } },
      async ({ step }) => {
        const chain = async (name: string) => {
          for (const n of [1, 2, 3])
            await step.run(`${name}${n}`, () => void effects.push(`${name}${n}`));
          return name;
        };
        return Promise.all([chain("x"), chain("y"), step.sleep("nap", "1s").then(() => "z")]);
      },
    ),
  ]);
  await client.send({ name: "test/chains" });
  await engine.idle();
  expect([...effects].sort()).toEqual(["x1", "x2", "x3", "y1", "y2", "y3"]);
  expect(engine.status().recent).toMatchObject([{ output: ["x", "y", "z"] }]);
});

test("in a race the function goes on after the first step, while the others still run", async () => {
  const order: string[] = [];
  let endSlow = () => {};
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      { id: "race", triggers: { event: "test/race" } },
      async ({ step, group }) => {
        const slow = () => new Promise<string>((resolve) => (endSlow = () => resolve("slow")));
        const first = await group.parallel({ mode: "race" }, () =>
          Promise.race([step.run("slow", slow), step.run("fast", () => "fast")]),
        );
        return step.run("after", () => {
          order.push(first);
          endSlow();
          return first;
        });
      },
    ),
  ]);
  await client.send({ name: "test/race" });
  await engine.idle();
  expect(order[0]).toBe("fast");
  expect(engine.status().recent).toMatchObject([{ status: "completed", output: "fast" }]);
});

test("a sleep lasts as long as it says, and until a date", async () => {
  const marks: number[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "sleep", triggers: { event: "test/sleep" } }, async ({ step }) => {
      const mark = (id: string) => step.run(id, () => void marks.push(Date.now()));
      await mark("start");
      await step.sleep("a-second", "1s");
      await mark("middle");
      const until = await step.run("until", () => Date.now() + 300);
      await step.sleepUntil("a-date", new Date(until));
      await mark("end");
    }),
  ]);
  await client.send({ name: "test/sleep" });
  await engine.idle();
  const [start = 0, middle = 0, end = 0] = marks;
  expect(middle - start).toBeGreaterThanOrEqual(1_000);
  expect(middle - start).toBeLessThan(1_600);
  expect(end - middle).toBeGreaterThanOrEqual(300);
  expect(end - middle).toBeLessThan(900);
});

test("an event sent by a step is sent once, and starts its function", async () => {
  let received = 0;
  let attempts = 0;
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "sender", triggers: { event: "test/send" } }, async ({ step }) => {
      const { ids } = await step.sendEvent("tell", { name: "test/told", data: {} });
      await step.run("later", () => {
        attempts += 1;
        if (attempts < 3) throw new Error("again");
      });
      return ids.length;
    }),
    inngest.createFunction({ id: "receiver", triggers: { event: "test/told" } }, () => {
      received += 1;
    }),
  ]);
  await client.send({ name: "test/send" });
  await engine.idle();
  expect({ received, attempts }).toEqual({ received: 1, attempts: 3 });
});

test("a function is tried as often as it says, told which attempt it is, and then fails", async () => {
  const attempts: unknown[] = [];
  const waits: number[] = [];
  const { engine, client } = await startWorld(
    (inngest) => [
      inngest.createFunction(
        { id: "failing", retries: 2, triggers: { event: "test/failing" } },
        ({ attempt, maxAttempts }) => {
          attempts.push([attempt, maxAttempts]);
          throw new Error("broken");
        },
      ),
    ],
    { backoff: (attempt) => waits.push(attempt) * 10 },
  );
  await client.send({ name: "test/failing" });
  await engine.idle();
  expect(attempts).toEqual([
    [0, 3],
    [1, 3],
    [2, 3],
  ]);
  expect(waits).toEqual([0, 1]);
  expect(engine.status().recent).toMatchObject([
    { status: "failed", error: { message: "broken" } },
  ]);
});

test("each step has the attempts to itself", async () => {
  const seen: string[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      { id: "own", retries: 1, triggers: { event: "test/own" } },
      async ({ step, attempt }) => {
        for (const id of ["one", "two"]) {
          await step.run(id, () => {
            seen.push(`${id}${attempt}`);
            if (attempt === 0) throw new Error("first time");
          });
        }
      },
    ),
  ]);
  await client.send({ name: "test/own" });
  await engine.idle();
  expect(seen).toEqual(["one0", "one1", "two0", "two1"]);
  expect(engine.status().recent).toMatchObject([{ status: "completed" }]);
});

test("a step that has used up its attempts throws into the function, which may go on", async () => {
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      { id: "catching", retries: 1, triggers: { event: "test/catching" } },
      async ({ step }) => {
        try {
          await step.run("doomed", () => {
            throw new TypeError("no luck");
          });
        } catch (error) {
          if (!(error instanceof StepError)) throw error;
          return step.run("rescue", () => `rescued from ${error.message}`);
        }
      },
    ),
  ]);
  await client.send({ name: "test/catching" });
  await engine.idle();
  expect(engine.status().recent).toMatchObject([
    { status: "completed", output: "rescued from no luck" },
  ]);
});

test("an error that is not retriable ends step and function at once", async () => {
  let calls = 0;
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "final", triggers: { event: "test/final" } }, () => {
      calls += 1;
      throw new NonRetriableError("never");
    }),
    inngest.createFunction({ id: "final-step", triggers: { event: "test/final" } }, ({ step }) =>
      step.run("final", () => {
        calls += 1;
        throw new NonRetriableError("never");
      }),
    ),
  ]);
  await client.send({ name: "test/final" });
  await engine.idle();
  expect(calls).toBe(2);
  expect(engine.status().runs).toMatchObject({ failed: 2 });
});

test.each([
  ["a number of seconds", "1s", 950],
  ["a date", () => new Date(Date.now() + 600), 550],
])("an error may say when to try again: %s", async (_name, after, atLeastMs) => {
  const calls: number[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "later", triggers: { event: "test/later" } }, ({ step }) =>
      step.run("limited", () => {
        calls.push(Date.now());
        if (calls.length > 1) return;
        throw new RetryAfterError("slow down", typeof after === "string" ? after : after());
      }),
    ),
  ]);
  await client.send({ name: "test/later" });
  await engine.idle();
  const [first = 0, second = 0] = calls;
  expect(second - first).toBeGreaterThanOrEqual(atLeastMs);
  expect(second - first).toBeLessThan(atLeastMs + 700);
});

test("a step that the engine does not support fails the run by name", async () => {
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "waiting", triggers: { event: "test/waiting" } }, ({ step }) =>
      step.waitForEvent("answer", { event: "test/answer", timeout: "1m" }),
    ),
  ]);
  await client.send({ name: "test/waiting" });
  await engine.idle();
  expect(engine.status().recent).toMatchObject([
    { status: "failed", error: { message: expect.stringContaining('"WaitForEvent"') } },
  ]);
});

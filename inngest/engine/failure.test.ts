import { afterEach, expect, test } from "vitest";
import { SILENT } from "./logger";
import { closeWorlds, startWorld } from "./test-app";

afterEach(closeWorlds);

test("onFailure is called once, with the error and the event", async () => {
  const failures: unknown[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      {
        id: "failing",
        retries: 1,
        triggers: { event: "test/failing" },
        onFailure: ({ error, event }) => {
          failures.push({
            message: error.message,
            ...event.data.event.data,
            id: event.data.function_id,
          });
        },
      },
      async ({ step }) => {
        // Two parallel steps that both fail for good still make one failure.
        await Promise.all(
          ["a", "b"].map((id) =>
            step.run(id, () => {
              throw new Error("broken");
            }),
          ),
        );
      },
    ),
    inngest.createFunction(
      {
        id: "fine",
        triggers: { event: "test/failing" },
        onFailure: () => void failures.push("no"),
      },
      () => 1,
    ),
  ]);
  await client.send({ name: "test/failing", data: { order: 7 } });
  await engine.idle();
  expect(failures).toEqual([{ message: "broken", order: 7, id: "app-failing" }]);
});

test("a failure handler that fails does not call itself", async () => {
  let calls = 0;
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction(
      {
        id: "failing",
        retries: 0,
        triggers: { event: "test/failing" },
        onFailure: () => {
          calls += 1;
          throw new Error("this too");
        },
      },
      () => {
        throw new Error("broken");
      },
    ),
  ]);
  await client.send({ name: "test/failing" });
  await engine.idle();
  expect(calls).toBe(2);
  expect(engine.status().runs).toMatchObject({ failed: 2 });
});

test("other functions may listen to failures and ends", async () => {
  const heard: unknown[] = [];
  const { engine, client } = await startWorld((inngest) => [
    inngest.createFunction({ id: "fine", triggers: { event: "test/fine" } }, () => "well"),
    inngest.createFunction(
      { id: "listener", triggers: { event: "inngest/function.finished" } },
      ({ event }) => void heard.push(event.data.result),
    ),
  ]);
  await client.send({ name: "test/fine" });
  await engine.idle();
  expect(heard).toEqual(["well"]);
});

test("a call that takes too long is a failed attempt, and does no further step", async () => {
  const effects: string[] = [];
  const warnings: string[] = [];
  let endFirstCall = () => {};
  const { engine, client } = await startWorld(
    (inngest) => [
      inngest.createFunction({ id: "slow", triggers: { event: "test/slow" } }, async ({ step }) => {
        await step.run("quick", () => void effects.push("quick"));
        await step.run("slow", async () => {
          effects.push("slow");
          if (effects.length > 2) return;
          await new Promise<void>((resolve) => {
            endFirstCall = resolve;
          });
        });
        await step.run("last", () => void effects.push("last"));
      }),
    ],
    {
      requestTimeoutMs: 300,
      logger: { ...SILENT, warn: (_fields, message) => void warnings.push(message) },
    },
  );
  await client.send({ name: "test/slow" });
  await engine.idle();
  expect(effects).toEqual(["quick", "slow", "slow", "last"]);

  // The call that was given up comes to the end of its step, and is told to stop there.
  endFirstCall();
  await expect.poll(() => warnings.at(-1)).toContain("checkpoint refused");
  expect(effects).toEqual(["quick", "slow", "slow", "last"]);
});

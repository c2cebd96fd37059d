import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { startEngine } from "./engine";

const SCRIPT = fileURLToPath(new URL("./test-app-process.ts", import.meta.url));

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0)) await undo();
});

async function startApp(engineUrl: string, logUrl: string, port = 0) {
  const app = spawn(
    process.execPath,
    ["--import", "tsx", SCRIPT, engineUrl, logUrl, String(port)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  cleanUp.push(() => app.kill("SIGKILL"));
  const [line] = await once(app.stdout, "data");
  return { app, port: Number(String(line)) };
}

async function kill(app: ChildProcess) {
  app.kill("SIGKILL");
  await once(app, "exit");
}

/** Hears of each step that begins; the step `heldStep` gets no answer the first time. */
async function startLog(heldStep: string) {
  const begun: string[] = [];
  const server = http.createServer((request, response) => {
    const step = request.url?.slice(1) ?? "";
    begun.push(step);
    if (step !== `${heldStep}/0`) response.end("ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUp.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { begun, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A port that is free now and known to both sides, so that the app can come back on it. */
async function freePort(): Promise<number> {
  const server = http.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("an app that is killed in a step goes on from that step when it is back", async () => {
  const log = await startLog("second");
  const port = await freePort();
  const engine = await startEngine({
    port: 0,
    appUrls: [`http://127.0.0.1:${port}/api/inngest`],
    backoff: () => 100,
  });
  cleanUp.push(engine.stop);

  const { app } = await startApp(engine.url, log.url, port);
  await engine.registered("app-fragile");
  await fetch(`${engine.url}/e/key`, {
    method: "POST",
    body: JSON.stringify({ name: "test/fragile" }),
  });
  await expect.poll(() => log.begun, { interval: 5 }).toEqual(["first/0", "second/0"]);
  await kill(app);
  await expect.poll(() => engine.status().recent[0]?.error?.message).toContain("Unable to reach");
  await startApp(engine.url, log.url, port);
  await engine.idle();

  expect(engine.status().recent).toMatchObject([{ status: "completed", output: "survived" }]);
  // The first step was told to the engine while the request was open, so it is not done again.
  expect(log.begun.filter((step) => step.startsWith("first"))).toEqual(["first/0"]);
  expect(log.begun.filter((step) => step.startsWith("second"))).toHaveLength(2);
  expect(log.begun.at(-1)).toBe("third/0");
});

test("an event that comes while the app is down is worked on when it is up", async () => {
  const log = await startLog("none");
  const port = await freePort();
  const engine = await startEngine({
    port: 0,
    appUrls: [`http://127.0.0.1:${port}/api/inngest`],
    backoff: () => 100,
  });
  cleanUp.push(engine.stop);
  const { app } = await startApp(engine.url, log.url, port);
  await engine.registered("app-fragile");
  await kill(app);

  await fetch(`${engine.url}/e/key`, {
    method: "POST",
    body: JSON.stringify({ name: "test/fragile" }),
  });
  await expect.poll(() => engine.status().requests.delayed).toBe(1);
  await startApp(engine.url, log.url, port);
  await engine.idle();
  expect(engine.status().recent).toMatchObject([{ status: "completed", output: "survived" }]);
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const NEXT = "node_modules/next/dist/bin/next";
const SOURCES = [
  "app",
  "db",
  "inngest",
  "instrumentation.ts",
  "lib",
  "public",
  "next.config.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
];
const START_DEADLINE_MS = 90_000;

/** Builds the app unless its build is newer than every source. Says so, for it takes a minute. */
export async function ensureBuilt(say: (line: string) => void = console.log): Promise<void> {
  const built = ".next/BUILD_ID";
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...SOURCES.map(newestUnder))) return;
  say("Building the app (about a minute, once) …");
  const build = spawn(process.execPath, [NEXT, "build"], { stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  build.stdout.on("data", (chunk) => output.push(String(chunk)));
  build.stderr.on("data", (chunk) => output.push(String(chunk)));
  const [code] = await once(build, "exit");
  if (code !== 0) throw new Error(`The app could not be built:\n${output.join("")}`);
}

function newestUnder(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const names = readdirSync(path).filter((name) => !/\.test\.tsx?$/.test(name));
  return Math.max(mtimeMs, ...names.map((name) => newestUnder(join(path, name))));
}

export type AppProcess = {
  pid: number;
  /** Everything it has written to its log. */
  output: () => string;
  /** As the operating system ends it: no chance to tidy up. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts the app and waits until it is healthy. Rejects with its output where it does not come up. */
export async function startAppProcess({
  port,
  env,
  dev = false,
}: {
  port: number;
  env: Record<string, string>;
  dev?: boolean;
}): Promise<AppProcess> {
  const child = spawn(process.execPath, [NEXT, dev ? "dev" : "start", "-p", String(port)], {
    env: {
      ...withoutOurs(process.env),
      ...env,
      NODE_ENV: dev ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  child.stderr.on("data", (chunk) => output.push(String(chunk)));
  const { pid } = child;
  if (!pid) throw new Error("The app's process did not start");
  // Whatever ends this process: the app must not live on without it.
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  child.once("exit", () => process.off("exit", endWithUs));
  try {
    await untilHealthy(child, `http://localhost:${port}/api/health`, () => output.join(""));
  } catch (error) {
    await end(child, "SIGKILL");
    throw error;
  }
  return {
    pid,
    output: () => output.join(""),
    kill: () => end(child, "SIGKILL"),
    stop: () => end(child, "SIGTERM"),
  };
}

/** What the test runner has set for itself is not the app's. */
function withoutOurs(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || /^(NODE_ENV|VITEST.*|NODE_OPTIONS|TEST)$/.test(name)
        ? []
        : [[name, value]],
    ),
  );
}

async function untilHealthy(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const how = child.signalCode ?? `exit code ${child.exitCode}`;
      throw new Error(`The app ended at its start (${how}):\n${output()}`);
    }
    if (Date.now() > deadline) throw new Error(`The app did not come up:\n${output()}`);
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await delay(100);
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import pg from "pg";
import { findBinaries, type RunAs, unprivileged } from "./binaries";

const START_TIMEOUT_MS = 30_000;

/** Quick and forgetful: nothing here has to survive a power cut. */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=200",
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
].flatMap((setting) => ["-c", setting]);

/** Ends the server and removes its folder when its standard input closes, so also when we are killed. */
const SUPERVISOR = `
  home=$1; shift
  "$@" & server=$!
  cat > /dev/null
  kill -INT $server; wait $server; rm -rf "$home"`;

export type TestPostgres = {
  port: number;
  /** A new, empty database of this server; its address. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
};

/** A real PostgreSQL of its own, on a free port of this machine, in the system's folder for temporary files. */
export async function startPostgres(): Promise<TestPostgres> {
  const home = mkdtempSync(join(tmpdir(), "fiken-for-rackbeat-postgres-"));
  try {
    const runAs = unprivileged();
    chmodSync(home, 0o755);
    const bin = findBinaries(home, runAs);
    if (runAs.uid !== undefined) {
      execFileSync("chown", ["-R", `${runAs.uid}:${runAs.gid}`, home], { stdio: "pipe" });
    }

    const port = await freePort();
    const server = await startServer({ bin, home, port, runAs });
    return {
      port,
      createDatabase: (name) => createDatabase(port, name),
      stop: () => stopServer(server),
    };
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

type Server = ChildProcessByStdio<Writable, null, Readable>;
type ServerOptions = { bin: string; home: string; port: number; runAs: RunAs };

async function startServer({ bin, home, port, runAs }: ServerOptions): Promise<Server> {
  const data = join(home, "data");
  const options = { ...runAs, cwd: home, env: { ...process.env, LC_ALL: "C", TZ: "UTC" } };
  const initdb = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"];
  execFileSync(join(bin, "initdb"), initdb, { ...options, stdio: "pipe" });

  const postgres = [join(bin, "postgres"), "-D", data, "-p", String(port), ...SETTINGS];
  const server = spawn("sh", ["-c", SUPERVISOR, "sh", home, ...postgres], {
    ...options,
    // A group of its own: Ctrl-C reaches us, and we end it in order.
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  try {
    await ready(server);
  } catch (error) {
    await stopServer(server);
    throw error;
  }
  // Its pipes stay open as long as we live, but are no reason to live.
  server.unref();
  for (const stream of [server.stdin, server.stderr]) {
    if ("unref" in stream && typeof stream.unref === "function") stream.unref();
  }
  return server;
}

/** Resolves when the server says that it takes connections; rejects with its log when it says that it cannot. */
function ready(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (reason: string) => reject(new Error(`PostgreSQL ${reason}:\n${output}`));
    const timer = setTimeout(() => fail("did not start in time"), START_TIMEOUT_MS);
    server.once("error", reject);
    server.stderr.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000);
      const isReady = output.includes("ready to accept connections");
      if (!isReady && !output.includes("FATAL")) return;
      clearTimeout(timer);
      if (isReady) resolve();
      else fail("did not start");
    });
  });
}

async function stopServer(server: Server): Promise<void> {
  if (server.exitCode !== null) return;
  server.ref();
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.stdin.end();
  await ended;
}

async function createDatabase(port: number, name: string): Promise<string> {
  const address = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const client = new pg.Client(address("postgres"));
  await client.connect();
  await client.query(`create database ${client.escapeIdentifier(name)}`);
  await client.end();
  return address(name);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("The system gave no port"));
      });
    });
  });
}

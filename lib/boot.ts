import { writeSync } from "node:fs";
import { getEnv } from "./env";

const STDERR = 2;
/** What a host grants between asking a process to end and ending it, less a little. */
const GRACE_MS = 8_000;

/** Left to itself Next.js reports the error and serves on, and every request fails: better not to start. */
export function stopUnlessRight(): void {
  try {
    getEnv();
  } catch (error) {
    // Synchronously: the process is gone with the next line.
    writeSync(STDERR, `${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/**
 * Next.js waits at SIGTERM for every request, and a drain's or a browser's connection can keep it waiting for minutes.
 * Whatever is cut off is taken up again: a transfer survives the end of its process at any instant.
 */
export function endInTime(): void {
  process.once("SIGTERM", () => setTimeout(() => process.exit(0), GRACE_MS).unref());
}

import { writeSync } from "node:fs";
import { getEnv } from "./env";

const STDERR = 2;

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

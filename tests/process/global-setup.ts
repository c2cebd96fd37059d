import { ensureBuilt } from "@/tests/system/app-process";

/** Once for all files: two of them that find the build stale would build into one folder at the same time. */
export async function setup(): Promise<void> {
  await ensureBuilt();
}

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";

/** PGlite has no lock of its own, and two processes in one directory destroy it. */
const ownerSchema = z.object({ pid: z.int(), startedAt: z.string() });
type Owner = z.infer<typeof ownerSchema>;

/**
 * Takes the directory for this process. A lock whose process is dead is taken over.
 *
 * @returns how to give it back
 * @throws when a living process, this one included, has it open
 */
export function lockDataDir(directory: string): () => void {
  const file = `${directory}.lock`;
  if (!writeOwn(file)) {
    removeStale(directory, file);
    if (!writeOwn(file)) throw inUse(directory, readOwner(readIfThere(file) ?? "")?.pid);
  }
  return () => rmSync(file, { force: true });
}

/** False when somebody's lock is there. Linked into place, so that nobody reads it half written. */
function writeOwn(file: string): boolean {
  const own: Owner = { pid: process.pid, startedAt: startOf(process.pid) ?? "unknown" };
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify(own));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/** Moved aside before it is deleted: of two who find the same dead lock, one would delete the other's new one. */
function removeStale(directory: string, file: string): void {
  const found = readIfThere(file);
  if (found === null) return;
  const owner = readOwner(found);
  if (owner && startOf(owner.pid) === owner.startedAt) throw inUse(directory, owner.pid);

  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return;
    throw error;
  }
  // Nothing beside the program is read here: without the mark the build would take along the whole project.
  if (readFileSync(/* turbopackIgnore: true */ aside, "utf8") === found) rmSync(aside);
  else renameSync(aside, file);
}

/**
 * When the process started, as far as the system tells; null when none runs. Ids are given again (in a container
 * every process may be number 1), so the id alone would keep a dead owner alive.
 */
function startOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (isErrno(error, "ESRCH")) return null;
    if (!isErrno(error, "EPERM")) throw error;
  }
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === null) return "unknown";
  // After the name in parentheses, which may itself hold spaces, comes the state, and 19 fields on the start.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z") return null;
  return `${readIfThere("/proc/sys/kernel/random/boot_id")?.trim()} ${fields[19]}`;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return null;
    throw error;
  }
}

/** Null when the file was cut short by the death of its writer. */
function readOwner(text: string): Owner | null {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

function inUse(directory: string, pid: number | undefined): Error {
  return new Error(
    `The database in ${directory} is open in process ${pid ?? "unknown"}: PGlite serves one process. ` +
      "Stop that one, set another DATA_DIR, or use a server (DATABASE_URL).",
  );
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

